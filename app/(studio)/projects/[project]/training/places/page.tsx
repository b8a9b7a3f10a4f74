import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { HostList } from "@/components/training-job/host-list";
import { PlaceList } from "@/components/training-job/place-list";
import { TrainingTabs } from "@/components/training-job/training-tabs";
import { Button } from "@/components/ui/button";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Places to train" };

export default async function PlacesPage({ params }: InProject) {
  const { viewer } = await visit(params, trainingHrefs.places);
  return (
    <Page
      title="Training"
      lead="Where models are trained: clusters and servers of your team, and machines with the studio's trainer."
      actions={
        may(viewer, "model.manage") && (
          <Button asChild variant="primary">
            <Link href={trainingHrefs.newPlace}>Add a place</Link>
          </Button>
        )
      }
    >
      <TrainingTabs here={trainingHrefs.places} />
      <LeadsOnly viewer={viewer} right="model.manage" what="set up places to train">
        <div className="space-y-6">
          <PlaceList />
          <HostList />
        </div>
      </LeadsOnly>
    </Page>
  );
}
