import type { Metadata } from "next";
import { NewImport } from "@/components/import/new-import";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { hrefs } from "@/lib/contract/hrefs";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Import dialogues" };

export default async function NewImportPage({ params }: InProject) {
  const { viewer } = await visit(params, hrefs.newImport);
  return (
    <Page
      title="Import dialogues"
      lead="Choose a file, see what its dialogues become, and let them be taken in."
      width="reading"
    >
      <LeadsOnly viewer={viewer} right="dialogue.import" what="import dialogues">
        <NewImport />
      </LeadsOnly>
    </Page>
  );
}
