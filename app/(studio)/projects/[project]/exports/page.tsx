import type { Metadata } from "next";
import { ExportList } from "@/components/export/export-list";
import { Link } from "@/components/layout/link";
import { Page } from "@/components/layout/page";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";
import { mayExportAny } from "@/lib/operations/exporting/read-exports";

export const metadata: Metadata = { title: "Exports" };

type Query = { searchParams: Promise<{ snapshot?: string | string[] }> };

export default async function ExportsPage({ params, searchParams }: InProject & Query) {
  const { snapshot: asked } = await searchParams;
  const { viewer, inside } = await visit(params, dataHrefs.exports);
  const [snapshot, mayExport] = await inside(() =>
    Promise.all([typeof asked === "string" ? findSnapshot(asked) : null, mayExportAny(viewer)]),
  );
  return (
    <Page
      title={snapshot ? `Exports of ${snapshot.dataSetName}, No. ${snapshot.number}` : "Exports"}
      lead="Training files that were made from snapshots, and who downloaded them."
      actions={
        <>
          {snapshot && (
            <Button asChild>
              <Link href={dataHrefs.exports}>All exports</Link>
            </Button>
          )}
          {may(viewer, "dialogue.export") && (
            <>
              <Button asChild>
                <Link href={dataHrefs.tokenizers}>Tokenizers</Link>
              </Button>
              <Button asChild>
                <Link href={dataHrefs.destinations}>Destinations</Link>
              </Button>
            </>
          )}
        </>
      }
    >
      {mayExport ? (
        <ExportList snapshotId={snapshot?.id} />
      ) : (
        <EmptyState title="Leads export training files, and whom they name">
          Ask a lead to do it, or to make you an exporter of a data set.
        </EmptyState>
      )}
    </Page>
  );
}
