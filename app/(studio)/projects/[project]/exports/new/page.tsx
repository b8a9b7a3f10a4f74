import type { Metadata } from "next";
import { NewExport } from "@/components/export/new-export";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { mayAs } from "@/lib/domain/training/data-set-role";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Export a snapshot" };

type Query = { searchParams: Promise<{ snapshot?: string | string[] }> };

export default async function NewExportPage({ params, searchParams }: InProject & Query) {
  const { snapshot: asked } = await searchParams;
  const snapshotId = typeof asked === "string" ? asked : "";
  const { viewer, inside } = await visit(params, dataHrefs.newExport(snapshotId));
  const snapshot = await inside(() => findSnapshot(snapshotId));
  if (!snapshot)
    return (
      <Page title="Export a snapshot">
        <EmptyState title="Which snapshot?">
          Training files are made from a snapshot of a data set: open one, then choose Export there.
        </EmptyState>
      </Page>
    );
  const dataSet = await inside(() => findDataSet(snapshot.dataSetId));
  if (!dataSet || !mayAs("exporter", viewer, dataSet))
    return (
      <Page title="Export a snapshot">
        <EmptyState title="Leads export training files, and whom they name">
          Ask a lead to do it, or to make you an exporter of this data set.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title={`Export ${snapshot.dataSetName} ${snapshot.number}`}
      lead="Choose what the files teach and which trainer reads them, see what comes of it, then make them."
      width="reading"
    >
      <NewExport snapshot={{ id: snapshot.id, dialogues: snapshot.dialogues }} />
    </Page>
  );
}
