import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { aFew, mostAtOnce, type WhichDialogues } from "@/lib/contract/endpoints/bulk-acts";
import { findBulkAct, insertBulkAct, insertUndo } from "@/lib/data/bulk-acts";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { requireComplete } from "@/lib/data/search-index";
import { type Queryable, transaction } from "@/lib/data/sql";
import type { BulkAct, BulkChange } from "@/lib/domain/bulk-act";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { readBulkAct } from "./read-bulk-act";

/**
 * Notes what is to be done to which dialogues, as they stand now or were seen, and asks a worker to do it. Who may act on one dialogue may act on a few that they have before them; more needs the right to bulk acts.
 */
export async function createBulkAct(viewer: Viewer, which: WhichDialogues, change: BulkChange): Promise<BulkAct> {
  if (!("seen" in which) || which.seen.length > aFew) authorize(viewer, "dialogue.bulk");
  if ("filter" in which) await requireComplete(which.filter);
  const id = newId("batch");
  await transaction(async (tx) => {
    const total = await insertBulkAct(tx, { id, personId: viewer.id, which, change });
    if (total === 0) throw new AppError("invalid", "No dialogue is meant by this, so nothing would be done.");
    if (total > mostAtOnce)
      throw new AppError("invalid", `${total} dialogues are too many at once; narrow the filter to ${mostAtOnce}.`);
    await enqueueBulkAct(tx, id, viewer.id);
  });
  return must(await findBulkAct(id, viewer.id), "the new bulk act");
}

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

/** Asks a worker to do a bulk act that was just written down; it goes on whether or not anybody watches. */
async function enqueueBulkAct(tx: Queryable, bulkActId: string, personId: string): Promise<void> {
  await enqueueJob(tx, { kind: "bulk_act", payload: { bulkActId }, subject: bulkActId, key: bulkActId, personId });
}
