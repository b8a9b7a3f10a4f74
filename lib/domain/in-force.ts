/** Acts that stand, in their order: without undone ones; an act whose undoing was undone stands again. Oldest first. */
export function inForce<T extends { id: string; kind: string; undoesId: string | null }>(acts: readonly T[]): T[] {
  const undone = new Set<string>();
  return acts
    .toReversed()
    .filter(({ id, kind, undoesId }) => {
      if (undone.has(id)) return false;
      if (kind === "undo" && undoesId !== null) undone.add(undoesId);
      return kind !== "undo";
    })
    .reverse();
}
