import type { Metadata } from "next";
import { LeadsOnly } from "@/components/layout/leads-only";
import { ScanPage } from "@/components/scan/scan-page";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "What was found" };

export default async function Page({ params }: { params: Promise<{ project: string; scanId: string }> }) {
  const { scanId } = await params;
  const { viewer } = await visit(params, dataHrefs.scanOf(scanId));
  return (
    <LeadsOnly viewer={viewer} right="dialogue.bulk" what="clean dialogues">
      <ScanPage scanId={scanId} />
    </LeadsOnly>
  );
}
