import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { findBulkAct, lockNextItem, updateItem } from "@/lib/data/bulk-acts";
import { lockDialogue } from "@/lib/data/dialogue-acts";
import type { Queryable } from "@/lib/data/sql";
import { actOn, type BulkAct } from "@/lib/domain/bulk-act";
import type { DialogueAct } from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import { type AppliedAct, acting, applyAct } from "../apply-act";

const workMs = 1_000;

/**
 * Does what is pending of a bulk act for about a second. Each dialogue and its mark "done" are one transaction, so a cut
 * at any moment loses nothing and does nothing twice, however many call this at once. What the rules refuse, or what has
 * moved on since the bulk act was asked for, is left as it is and counted with its reason.
 */
export async function continueBulkAct(viewer: Viewer, bulkActId: string): Promise<BulkAct> {
  if (!(await findBulkAct(bulkActId, viewer.id)))
    throw new AppError("not_found", "There is no such bulk act of yours. Nothing was changed.");
  for (const until = Date.now() + workMs; Date.now() < until; ) if (!(await doNext(viewer, bulkActId))) break;
  return must(await findBulkAct(bulkActId, viewer.id), "the bulk act");
}

function doNext(viewer: Viewer, bulkActId: string): Promise<boolean> {
  return acting(async (tx) => {
    const item = await lockNextItem(tx, bulkActId);
    if (!item) return { result: false, acts: [] };
    const { position, dialogueId, headId, undoneId, change } = item;
    const act: DialogueAct =
      change.kind === "undo" ? { kind: "undo", decisionId: must(undoneId, "a decision") } : actOn(change, headId);
    const done = await tryAct(tx, viewer, dialogueId, act, bulkActId);
    if (typeof done === "string") await updateItem(tx, bulkActId, position, { status: "refused", message: done });
    else await updateItem(tx, bulkActId, position, { status: "done", decisionId: done.decision.id });
    return { result: true, acts: typeof done === "string" ? [] : [done] };
  });
}

/** The act done, or why not. A refusal writes nothing, so the transaction goes on. */
async function tryAct(
  tx: Queryable,
  viewer: Viewer,
  dialogueId: string,
  act: DialogueAct,
  batchId: string,
): Promise<AppliedAct | string> {
  const locked = await lockDialogue(tx, dialogueId);
  if (!locked) return "It is gone.";
  try {
    return await applyAct(tx, viewer, locked, { act, origin: { batchId } });
  } catch (error) {
    if (error instanceof AppError && ["conflict", "invalid", "not_found"].includes(error.code)) return error.message;
    throw error;
  }
}
