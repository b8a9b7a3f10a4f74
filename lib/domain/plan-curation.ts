import type { ActChange, ActInput, NewTurn, Refusal } from "./act-plan";
import { endAt, pathOf, refuse, stateOf } from "./act-plan";
import type { DialogueAct } from "./decision";
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

/** A turn that is kept after an edit above it is the same utterance, so it stays out of training if it was. */
export function carryMask(untrained: string[], added: NewTurn[]): string[] {
  const masked = added.filter(({ keptFromId }) => keptFromId !== null && untrained.includes(keptFromId));
  return masked.length === 0
    ? untrained
    : union(
        untrained,
        masked.map(({ id }) => id),
      );
}

/** `set` and then what of `more` it lacks, in their order. */
export function union(set: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...set, ...more])];
}

export function without(set: readonly string[], less: readonly string[]): string[] {
  return set.filter((item) => !less.includes(item));
}
