import type { Metadata } from "next";
import { DestinationList } from "@/components/destination/destination-list";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Destinations" };

export default async function DestinationsPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.destinations);
  return (
    <Page
      title="Destinations"
      lead="Places of your team's own to which exports are pushed."
      actions={
        may(viewer, "dialogue.export") && (
          <Button asChild variant="primary">
            <Link href={dataHrefs.newDestination}>Add a destination</Link>
          </Button>
        )
      }
    >
      <LeadsOnly viewer={viewer} right="dialogue.export" what="set up destinations">
        <DestinationList />
      </LeadsOnly>
    </Page>
  );
}
