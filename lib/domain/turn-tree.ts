import type { Turn } from "./dialogue";

/** The fields that make a tree of turns; functions here accept anything that carries them. */
export type TreeTurn = Pick<Turn, "id" | "parentId" | "speaker">;

/** Turns by id. */
export function indexTurns<T extends TreeTurn>(turns: Iterable<T>): Map<string, T> {
  return new Map(Array.from(turns, (turn) => [turn.id, turn]));
}

/**
 * The active path, root first, that ends on `headId`. Empty for a null head. Throws when the tree is broken (a head or
 * parent that is not among the turns), since writing on from a guess would corrupt the dialogue.
 */
export function activePath<T extends TreeTurn>(turns: Map<string, T>, headId: string | null): T[] {
  const path: T[] = [];
  for (let id = headId; id !== null; ) {
    const turn = turns.get(id);
    if (!turn) throw new Error(`Turn ${id} is missing from its tree`);
    path.push(turn);
    id = turn.parentId;
  }
  return path.reverse();
}

/** In which round a turn stands, from 1; one that a dialogue opens with an answer belongs to the first. */
export function roundOf(turns: Map<string, TreeTurn>, id: string): number {
  return activePath(turns, id).filter(({ speaker, parentId }) => speaker === "user" || parentId === null).length;
}

/** All turns that answer the same parent, in the order they were made (ids sort by birth); includes the turn itself. */
export function siblings<T extends TreeTurn>(turns: Map<string, T>, turn: TreeTurn): T[] {
  return [...turns.values()].filter((other) => other.parentId === turn.parentId).sort(byBirth);
}

/** The newest leaf below (or at) `turn`, always taking the newest child: where paging to a sibling puts the head. */
export function newestLeaf<T extends TreeTurn>(turns: Map<string, T>, turn: T): T {
  const child = [...turns.values()]
    .filter((other) => other.parentId === turn.id)
    .sort(byBirth)
    .at(-1);
  return child ? newestLeaf(turns, child) : turn;
}

/** True when `ancestorId` lies on the path to `id` (or is it). A null ancestor is before every turn. */
export function isOnPath(turns: Map<string, TreeTurn>, ancestorId: string | null, id: string | null): boolean {
  if (ancestorId === null) return true;
  return activePath(turns, id).some((turn) => turn.id === ancestorId);
}

/** The head after dropping an unanswered human turn from the end: what an ended dialogue rests on. */
export function lastAnswered(path: TreeTurn[]): string | null {
  const last = path.at(-1);
  if (!last) return null;
  return last.speaker === "assistant" ? last.id : last.parentId;
}

/** Question-answer pairs on a path: its assistant turns that answer a user turn. */
export function countRounds(path: TreeTurn[]): number {
  return path.filter((turn, i) => turn.speaker === "assistant" && path[i - 1]?.speaker === "user").length;
}

function byBirth(a: TreeTurn, b: TreeTurn): number {
  return a.id < b.id ? -1 : 1;
}
