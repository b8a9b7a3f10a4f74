import type { Metadata } from "next";
import { ExportList } from "@/components/export/export-list";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Exports" };

export default async function ExportsPage({ params }: InProject) {
  const { viewer } = await visit(params, dataHrefs.exports);
  return (
    <Page
      title="Exports"
      lead="Training files that were made from snapshots, and who downloaded them."
      actions={
        may(viewer, "dialogue.export") && (
          <>
            <Button asChild>
              <Link href={dataHrefs.tokenizers}>Tokenizers</Link>
            </Button>
            <Button asChild>
              <Link href={dataHrefs.destinations}>Destinations</Link>
            </Button>
          </>
        )
      }
    >
      <LeadsOnly viewer={viewer} right="dialogue.export" what="export training files">
        <ExportList />
      </LeadsOnly>
    </Page>
  );
}
