import type { Metadata } from "next";
import { ExportList } from "@/components/export/export-list";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Exports" };

export default async function ExportsPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.exports);
  return (
    <Page title="Exports" lead="Training files that were made from snapshots, and who downloaded them.">
      <LeadsOnly viewer={viewer} right="dialogue.export" what="export training files">
        <ExportList />
      </LeadsOnly>
    </Page>
  );
}
