import type { ActChange, ActInput, Refusal } from "./act-plan";
import { endAt, pathOf, refuse, stateOf } from "./act-plan";
import type { DialogueAct, DialogueState } from "./decision";
import { lastAnswered } from "./turn-tree";

/** Acts that say something about a dialogue without changing who says what in it. */

/** Marks the answer after which a real user would stop, or with null takes the mark away. */
export function planEndMark(input: ActInput, turnId: string | null): ActChange | Refusal {
  const { dialogue } = input;
  if (turnId === dialogue.endMarkId)
    return refuse("conflict", turnId === null ? "No end is marked here." : "The end is marked here already.");
  if (turnId !== null) {
    const turn = pathOf(input).find(({ id }) => id === turnId);
    if (!turn) return refuse("conflict", "This turn is on another branch. Choose that branch first.");
    if (turn.speaker !== "assistant")
      return refuse("invalid", "A real user stops after an answer. Mark the assistant's turn before this one.");
  }
  return { state: { ...stateOf(dialogue), endMarkId: turnId } };
}

/** Takes turns out of training or back in; refused when all of them are so already. */
export function planMask(input: ActInput, act: Extract<DialogueAct, { kind: "mask" }>): ActChange | Refusal {
  const { dialogue, turns } = input;
  const known = new Set(turns.map(({ id }) => id));
  if (!act.turnIds.every((id) => known.has(id)))
    return refuse("not_found", "This dialogue has no such turn. Nothing was changed; reload the dialogue.");
  const untrained = act.trained ? without(dialogue.untrained, act.turnIds) : union(dialogue.untrained, act.turnIds);
  if (untrained.length === dialogue.untrained.length)
    return refuse("conflict", act.trained ? "Training uses this already." : "Training leaves this out already.");
  return { state: { ...stateOf(dialogue), untrained } };
}

export function planTags({ dialogue }: ActInput, act: Extract<DialogueAct, { tags: string[] }>): ActChange | Refusal {
  const tags = act.kind === "tag" ? union(dialogue.tags, act.tags) : without(dialogue.tags, act.tags);
  if (tags.length === dialogue.tags.length)
    return refuse("conflict", act.kind === "tag" ? "It carries this tag already." : "It does not carry this tag.");
  if (tags.length > 100) return refuse("invalid", "A dialogue carries at most 100 tags. Nothing was changed.");
  return { state: { ...stateOf(dialogue), tags } };
}

/** Into the trash; a dialogue that was still being written ends on its last answer. */
export function planDelete(input: ActInput): ActChange {
  const { dialogue } = input;
  const ended =
    dialogue.status === "ended"
      ? stateOf(dialogue)
      : endAt(dialogue, lastAnswered(pathOf(input)), "Deleted by a person.").state;
  return { state: { ...ended, deletedAt: input.now } };
}

export function planRestore({ dialogue }: ActInput): ActChange | Refusal {
  if (dialogue.deletedAt === null) return refuse("conflict", "This dialogue is not deleted.");
  return { state: { ...stateOf(dialogue), deletedAt: null } };
}

/**
 * What people said of a turn holds for what stands in its place after a rewriting: it stays out of training if it was,
 * and the end stays marked after it. Comments find their turn by the tree itself.
 */
export function carryCuration(state: DialogueState, successors: ActChange["successors"]): DialogueState {
  if (!successors) return state;
  const masked = [...successors].filter(([old]) => state.untrained.includes(old)).map(([, now]) => now);
  const endMarkId = state.endMarkId === null ? null : (successors.get(state.endMarkId) ?? state.endMarkId);
  return { ...state, endMarkId, untrained: masked.length === 0 ? state.untrained : union(state.untrained, masked) };
}

/** `set` and then what of `more` it lacks, in their order. */
export function union(set: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...set, ...more])];
}

export function without(set: readonly string[], less: readonly string[]): string[] {
  return set.filter((item) => !less.includes(item));
}
