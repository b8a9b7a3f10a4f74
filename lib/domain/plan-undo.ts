import { type ActChange, type ActInput, isAtWork, moveHead, type Refusal, refuse, stateOf } from "./act-plan";
import type { Decision, DialogueState } from "./decision";
import { isRejected } from "./is-rejected";
import { union, without } from "./plan-curation";
import { activePath, indexTurns } from "./turn-tree";

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

/**
 * Back to how a snapshot has the dialogue: its head, which of its turns are trained on, its end mark, verdict and tags. What
 * came since stays in the tree, and what was said of turns on other branches stays as it is.
 */
export function planGoBack({ dialogue, turns, pinned }: ActInput): ActChange | Refusal {
  if (!pinned) return refuse("not_found", "The snapshot does not hold this dialogue. Nothing was changed.");
  const path = activePath(indexTurns(turns), pinned.headId);
  if (path.at(-1)?.id !== pinned.headId)
    return refuse("not_found", "This dialogue has no such turn. Nothing was changed; reload the dialogue.");
  if (path.some((turn) => isRejected(turn) && pinned.turnIds.includes(turn.id)))
    return refuse("conflict", "A turn of it was rejected since. Choose that version by name first.");
  const moved: ActChange =
    pinned.headId === dialogue.headId ? { state: stateOf(dialogue) } : moveHead(dialogue, pinned.headId);
  const untrained = union(without(dialogue.untrained, pinned.turnIds), pinned.untrained);
  const { verdict, endMarkId, tags } = pinned;
  const state = { ...moved.state, verdict, endMarkId, untrained, tags };
  const isSame =
    state.headId === dialogue.headId &&
    state.verdict === dialogue.verdict &&
    state.endMarkId === dialogue.endMarkId &&
    isSameSet(untrained, dialogue.untrained) &&
    isSameSet(state.tags, dialogue.tags);
  return isSame ? refuse("conflict", "It is as it was then.") : { ...moved, state };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && without(one, other).length === 0;
}
