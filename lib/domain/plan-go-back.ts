import { type ActChange, type ActInput, moveHead, type Refusal, refuse, stateOf } from "./act-plan";
import { isRejected } from "./is-rejected";
import { union, without } from "./plan-curation";
import { activePath, indexTurns } from "./turn-tree";

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
