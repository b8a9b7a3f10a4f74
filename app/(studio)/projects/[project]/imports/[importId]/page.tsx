import type { Metadata } from "next";
import { ImportPage } from "@/components/import/import-page";
import { LeadsOnly } from "@/components/layout/leads-only";
import { hrefs } from "@/lib/contract/hrefs";
import { visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Import" };

export default async function Page({ params }: { params: Promise<{ project: string; importId: string }> }) {
  const { importId } = await params;
  const { viewer } = await visit(params, hrefs.importOf(importId));
  return (
    <LeadsOnly viewer={viewer} right="dialogue.import" what="import dialogues">
      <ImportPage importId={importId} />
    </LeadsOnly>
  );
}
