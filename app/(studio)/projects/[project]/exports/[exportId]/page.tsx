import type { Metadata } from "next";
import { ExportPage } from "@/components/export/export-page";
import { LeadsOnly } from "@/components/layout/leads-only";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Export" };

export default async function Page({ params }: { params: Promise<{ project: string; exportId: string }> }) {
  const { exportId } = await params;
  const { viewer } = await visit(params, dataHrefs.exportOf(exportId));
  return (
    <LeadsOnly viewer={viewer} right="dialogue.export" what="export training files">
      <ExportPage exportId={exportId} />
    </LeadsOnly>
  );
}
