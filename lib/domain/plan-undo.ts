import type { ActChange, ActInput, Refusal } from "./act-plan";
import { isAtWork, refuse, stateOf } from "./act-plan";
import type { Decision, DialogueState } from "./decision";
import { union, without } from "./plan-curation";

/**
 * Restores what a decision changed, as it was before, when it still stands as the decision left it; else a conflict.
 * Course (head, status, pause, end), verdict, end mark and deletion are undone apart; a verdict that ended the dialogue is
 * taken back with that end. Of sets (tags, mask) only what the decision put in or took out is
 * reversed, so that later acts of others stand. To be claimed by a worker is no change: queued and running are the same
 * here. Undoing an undo is a redo. Turns that the decision added stay in the tree; a comment is withdrawn.
 */
export function planUndo({ dialogue, decision }: ActInput): ActChange | Refusal {
  if (!decision || decision.dialogueId !== dialogue.id)
    return refuse("not_found", "This dialogue has no such decision. Nothing was changed.");
  if (decision.undone) return refuse("conflict", "This decision was undone already.");
  const now = stateOf(dialogue);
  const { before, after } = decision;
  const turned = course(before) !== course(after);
  const facets = (["verdict", "endMarkId", "deletedAt"] as const).filter((facet) => before[facet] !== after[facet]);
  const sets = (["untrained", "tags"] as const).filter((set) => before[set].join() !== after[set].join());
  const flag = unflag(decision);
  const withdraws = decision.act.kind === "comment";
  if (!turned && facets.length === 0 && sets.length === 0 && !flag && !withdraws)
    return refuse("invalid", "This decision left nothing that could be undone.");
  const isOfOtherTurns = facets.includes("verdict") && before.verdict !== null && now.headId !== after.headId;
  if (
    (turned && course(now) !== course(after)) ||
    isOfOtherTurns ||
    facets.some((facet) => now[facet] !== after[facet])
  )
    return refuse("conflict", "The dialogue has moved on since, so nothing was undone. Choose the old branch instead.");
  const state: DialogueState = {
    ...now,
    ...Object.fromEntries(facets.map((facet) => [facet, before[facet]])),
    ...Object.fromEntries(sets.map((set) => [set, reversed(now[set], before[set], after[set])])),
  };
  if (!turned) return { state, flag };
  const undisturbed = isAtWork(before) && isAtWork(now) && before.headId === now.headId;
  const { headId, endReason, statusDetail } = before;
  return {
    state: { ...state, headId, endReason, statusDetail, ...(undisturbed ? goingOn(before, now) : restarted(before)) },
    ...(undisturbed ? {} : { note: null }),
    flag,
  };
}

/** `now` without what came and with what went between `before` and `after`. */
function reversed(now: string[], before: string[], after: string[]): string[] {
  return union(without(now, without(after, before)), without(before, after));
}

/** The same turn is still being written (a pause was asked for, or taken back): it is not disturbed. */
function goingOn(before: DialogueState, now: DialogueState): Pick<DialogueState, "status" | "holdRequested"> {
  if (now.status === "running") return { status: "running", holdRequested: before.holdRequested };
  return { status: before.holdRequested ? "paused" : "queued", holdRequested: false };
}

/** The turn that was in flight before is lost: a running dialogue queues, one about to pause pauses. */
function restarted(before: DialogueState): Pick<DialogueState, "status" | "holdRequested"> {
  if (!isAtWork(before)) return { status: before.status, holdRequested: false };
  return { status: before.holdRequested ? "paused" : "queued", holdRequested: false };
}

function course({ headId, status, holdRequested, endReason }: DialogueState): string {
  return JSON.stringify([headId, isAtWork({ status }) ? "at work" : status, holdRequested, endReason]);
}

function unflag({ act, turnId }: Decision): ActChange["flag"] {
  if (turnId === null) return undefined;
  if (act.kind === "flag") return { turnId, flag: "flagged_by_person", on: false };
  if (act.kind === "reject_turn") return { turnId, flag: "rejected_by_person", on: false };
  return act.kind === "choose" && act.despiteRejection ? { turnId, flag: "rejected_by_person", on: true } : undefined;
}
