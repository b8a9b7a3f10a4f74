import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findBulkAct, insertUndo } from "@/lib/data/bulk-acts";
import { transaction } from "@/lib/data/sql";
import type { BulkAct } from "@/lib/domain/bulk-act";
import type { Viewer } from "@/lib/domain/viewer";
import { enqueueBulkAct } from "./enqueue-bulk-act";
import { readBulkAct } from "./read-bulk-act";

/** Asks for a bulk act to be taken back, dialogue by dialogue; what has changed since stays. An undo is not undone. */
export async function undoBulkAct(viewer: Viewer, bulkActId: string): Promise<BulkAct> {
  const bulkAct = await readBulkAct(viewer, bulkActId);
  if (bulkAct.kind === "undo") throw new AppError("invalid", "This took something back; do that again instead.");
  const id = newId("batch");
  const isNew = await transaction(async (tx) => {
    const made = await insertUndo(tx, id, bulkActId, viewer.id);
    if (made) await enqueueBulkAct(tx, id, viewer.id);
    return made;
  });
  if (!isNew) throw new AppError("conflict", "This was taken back already.");
  return must(await findBulkAct(id, viewer.id), "the undo");
}
