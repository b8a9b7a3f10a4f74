import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { lockNextItem, updateItem } from "@/lib/data/bulk-acts";
import { lockDialogue } from "@/lib/data/dialogue-acts";
import { noteDone } from "@/lib/data/scan-findings";
import type { Queryable } from "@/lib/data/sql";
import { actOn } from "@/lib/domain/bulk-act";
import type { DialogueAct } from "@/lib/domain/decision";
import { type AppliedAct, acting, applyAct, type LockedDialogue } from "../apply-act";
import { amendOf, splitOf } from "../scans/scans";

type Options = {
  bulkActId: string;
  /** Who asked for it. */
  personId: string;
  /** Called first in the transaction; throws where somebody else is at it now. */
  hold: (tx: Queryable) => Promise<void>;
};

/**
 * Does what is to be done to the next dialogue of a bulk act; null when none is left. The act and its mark "done" are one
 * transaction, so a cut at any moment loses nothing and does nothing twice. What the rules refuse, or what has moved on
 * since the bulk act was asked for, is left as it is and counted with its reason.
 */
export function doNextItem({ bulkActId, personId, hold }: Options): Promise<"done" | "refused" | null> {
  return acting(async (tx) => {
    await hold(tx);
    const item = await lockNextItem(tx, bulkActId);
    if (!item) return { result: null, acts: [] };
    const { position, dialogueId, headId, undoneId, change } = item;
    const act = (locked: LockedDialogue): DialogueAct | Promise<DialogueAct> => {
      if (change.kind === "undo") return { kind: "undo", decisionId: must(undoneId, "a decision") };
      if (change.kind === "amend") return amendOf(tx, change, locked);
      return change.kind === "split" ? splitOf(change.scanId, locked) : actOn(change, headId);
    };
    const done = await tryAct(tx, { personId, dialogueId, act, batchId: bulkActId });
    if (typeof done === "string") {
      await updateItem(tx, bulkActId, position, { status: "refused", message: done });
      return { result: "refused", acts: [] };
    }
    const kinds = change.kind === "amend" ? change.kinds : (["long"] as const);
    if (change.kind === "amend" || change.kind === "split")
      await noteDone(tx, { scanId: change.scanId, kinds: [...kinds], dialogueId, decisionId: done.decision.id });
    await updateItem(tx, bulkActId, position, { status: "done", decisionId: done.decision.id });
    return { result: "done", acts: [done] };
  });
}

type Trial = {
  personId: string;
  dialogueId: string;
  act: (locked: LockedDialogue) => DialogueAct | Promise<DialogueAct>;
  batchId: string;
};

/** The act done, or why not. A refusal writes nothing, so the transaction goes on. */
async function tryAct(tx: Queryable, { personId, dialogueId, act, batchId }: Trial): Promise<AppliedAct | string> {
  const locked = await lockDialogue(tx, dialogueId);
  if (!locked) return "It is gone.";
  try {
    return await applyAct(tx, { id: personId }, locked, { act: await act(locked), origin: { batchId } });
  } catch (error) {
    if (error instanceof AppError && ["conflict", "invalid", "not_found"].includes(error.code)) return error.message;
    throw error;
  }
}
