import type { Dialogue } from "./dialogue";
import { activePath, indexTurns, type TreeTurn } from "./turn-tree";

/** What people said of turns that left the path with nothing in their place: it stays with them, off the path. */
export type LeftBehind = { endMark: boolean; masks: number };

type Curated = Pick<Dialogue, "headId" | "endMarkId" | "untrained">;

/** `rewritesId`: the turn that will be written again, and takes along what was said of it. */
export function leftBehind(
  before: Curated,
  after: Curated,
  turns: Iterable<TreeTurn>,
  rewritesId?: string,
): LeftBehind {
  const tree = indexTurns(turns);
  const now = new Set(activePath(tree, after.headId).map(({ id }) => id));
  const left = new Set(
    activePath(tree, before.headId).flatMap(({ id }) => (now.has(id) || id === rewritesId ? [] : [id])),
  );
  const carried = after.untrained.length - before.untrained.length;
  const { endMarkId } = before;
  return {
    endMark: endMarkId !== null && left.has(endMarkId) && after.endMarkId === endMarkId,
    masks: before.untrained.filter((id) => left.has(id)).length - carried,
  };
}
