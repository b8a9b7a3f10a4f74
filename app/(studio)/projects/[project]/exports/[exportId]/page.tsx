import type { Metadata } from "next";
import { ExportPage } from "@/components/export/export-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Export" };

export default async function Page({ params }: { params: Promise<{ project: string; exportId: string }> }) {
  const { exportId } = await params;
  await visit(params, dataHrefs.exportOf(exportId));
  return <ExportPage exportId={exportId} />;
}
