import type { Metadata } from "next";
import { NewExport } from "@/components/export/new-export";
import { LeadsOnly } from "@/components/layout/leads-only";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { dataHrefs } from "@/lib/contract/data-hrefs";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { may } from "@/lib/domain/viewer";
import { type InProject, visit } from "@/lib/http/visit";

export const metadata: Metadata = { title: "Export a snapshot" };

type Query = { searchParams: Promise<{ snapshot?: string | string[] }> };

export default async function NewExportPage({ params, searchParams }: InProject & Query) {
  const { snapshot: asked } = await searchParams;
  const snapshotId = typeof asked === "string" ? asked : "";
  const { viewer, inside } = await visit(params, dataHrefs.newExport(snapshotId));
  const snapshot = may(viewer, "dialogue.export") ? await inside(() => findSnapshot(snapshotId)) : null;
  if (!snapshot)
    return (
      <Page title="Export a snapshot">
        <LeadsOnly viewer={viewer} right="dialogue.export" what="export training files">
          <EmptyState title="Which snapshot?">
            Training files are made from a snapshot of a data set: open one, then choose Export there.
          </EmptyState>
        </LeadsOnly>
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
