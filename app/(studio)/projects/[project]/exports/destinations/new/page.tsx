import type { Metadata } from "next";
import { DestinationForm } from "@/components/destination/destination-form";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Add a destination" };

export default async function NewDestinationPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.newDestination);
  return (
    <Page
      title="Add a destination"
      lead="Nothing is sent there before somebody pushes an export, or tests the connection."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="dialogue.export" what="set up destinations">
        <DestinationForm />
      </LeadsOnly>
    </Page>
  );
}
