import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { PlaceForm } from "@/components/training-job/place-form";
import { trainingHrefs } from "@/lib/contract/training-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Add a place to train" };

export default async function NewPlacePage({ params }: InProject) {
  const { viewer } = await visit(params, trainingHrefs.newPlace);
  return (
    <Page
      title="Add a place to train"
      lead="A cluster or a server of your team's own. Its key is sealed under this server's secret and sent to that address alone."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="model.manage" what="set up places to train">
        <PlaceForm />
      </LeadsOnly>
    </Page>
  );
}
