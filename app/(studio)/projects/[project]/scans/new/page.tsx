import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { NewScan } from "@/components/scan/new-scan";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Look through dialogues" };

export default async function NewScanPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.newScan);
  return (
    <Page
      title="Look through dialogues"
      lead="Choose what to look for. What is found is shown with its place; nothing of the dialogues is changed by looking."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="dialogue.bulk" what="clean dialogues">
        <NewScan />
      </LeadsOnly>
    </Page>
  );
}
