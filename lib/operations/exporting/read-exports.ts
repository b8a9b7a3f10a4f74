import { must } from "@/lib/base/assert";
import type { PageOf, PageQuery } from "@/lib/data/page";
import { isNamedAnywhere } from "@/lib/data/snapshots/data-set-members";
import { findTrainingExport, listExportDownloads, listTrainingExports } from "@/lib/data/training-exports";
import type { SignalCounts } from "@/lib/domain/training/signal";
import type { AuditedExport, ExportDownload, TrainingExport } from "@/lib/domain/training/training-export";
import { authorize, may, type Viewer } from "@/lib/domain/viewer";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";
import { countSignals } from "../data-sets/signals";
import { authorizeExport } from "./authorize-export";

/** Newest first, of a snapshot or of all: every one for leads, for others those of data sets which they may export. */
export async function readExports(
  viewer: Viewer,
  query: PageQuery & { snapshot?: string },
): Promise<PageOf<TrainingExport>> {
  if (query.snapshot !== undefined) await authorizeSnapshots("exporter", viewer, [query.snapshot]);
  else if (!(await mayExportAny(viewer))) authorize(viewer, "dialogue.export");
  const exporterId = may(viewer, "dialogue.export") ? null : viewer.id;
  return listTrainingExports({ ...query, exporterId });
}

/** Whether there is a data set that the viewer may export. */
export async function mayExportAny(viewer: Viewer): Promise<boolean> {
  return may(viewer, "dialogue.export") || isNamedAnywhere("exporter", viewer.id);
}

export async function readExport(viewer: Viewer, id: string): Promise<AuditedExport> {
  const found = must(await findTrainingExport(id), "the export");
  await authorizeExport(viewer, found.recipe);
  return found;
}

/** How many pairs and labels a snapshot gives for training. */
export async function readSignals(viewer: Viewer, snapshotId: string): Promise<SignalCounts> {
  await authorizeSnapshots("exporter", viewer, [snapshotId]);
  return countSignals(snapshotId);
}

/** Who took which of its files, newest first. */
export async function readDownloads(viewer: Viewer, id: string, query: PageQuery): Promise<PageOf<ExportDownload>> {
  await readExport(viewer, id);
  return listExportDownloads(id, query);
}
