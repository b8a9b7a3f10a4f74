import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findBulkAct, insertUndo } from "@/lib/data/bulk-acts";
import { transaction } from "@/lib/data/sql";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Viewer } from "@/lib/domain/viewer";

/** Asks for a bulk act to be taken back, dialogue by dialogue; what has changed since stays. An undo is not undone. */
export async function undoBulkAct(viewer: Viewer, bulkActId: string): Promise<BulkAct> {
  const bulkAct = await findBulkAct(bulkActId, viewer.id);
  if (!bulkAct) throw new AppError("not_found", "There is no such bulk act of yours. Nothing was changed.");
  if (bulkAct.kind === "undo") throw new AppError("invalid", "This took something back; do that again instead.");
  const id = newId("batch");
  const isNew = await transaction((tx) => insertUndo(tx, id, bulkActId, viewer.id));
  if (!isNew) throw new AppError("conflict", "This was taken back already.");
  return must(await findBulkAct(id, viewer.id), "the undo");
}
