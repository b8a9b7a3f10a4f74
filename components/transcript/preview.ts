import { branchEnd } from "@/lib/domain/branch-end";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { isRejected } from "@/lib/domain/is-rejected";
import { indexTurns, isOnPath } from "@/lib/domain/turn-tree";

/** Another version of a turn that is looked at, with what follows it; the dialogue goes on following its own. */
export type Preview = { turn: Turn; headId: string; isRejected: boolean };

/** Null where nothing is looked at, or the dialogue follows that version itself. */
export function previewOf(turns: Turn[], { headId }: Pick<Dialogue, "headId">, turnId: string | null): Preview | null {
  const tree = indexTurns(turns);
  const turn = turnId === null ? undefined : tree.get(turnId);
  if (!turn || (headId !== null && !tree.has(headId)) || isOnPath(tree, turn.id, headId)) return null;
  return { turn, headId: branchEnd(turns, turn).id, isRejected: isRejected(turn) };
}
