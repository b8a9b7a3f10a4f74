import type { Turn } from "./dialogue";
import { isRejected } from "./is-rejected";
import { indexTurns, newestLeaf } from "./turn-tree";

/** Where the branch of a turn ends: past replies that were abandoned and versions that were rejected, unless it is one itself. */
export function branchEnd(turns: Turn[], turn: Turn): Turn {
  const isGood = (other: Turn) => other.id === turn.id || !(other.abandoned || isRejected(other));
  return newestLeaf(indexTurns(turns.filter(isGood)), turn);
}
