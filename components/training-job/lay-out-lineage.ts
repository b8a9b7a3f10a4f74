import type { Lineage, LineageNode } from "@/lib/domain/training-job/lineage";

/** A node at its place: columns from left to right by what came before, rows from above. */
export type Laid = { node: LineageNode; column: number; row: number };

/**
 * Puts each node to the right of all that it came from. `nodes` stand in the order of their birth: what leads back to one that
 * was there before (a model that was asked again after it was trained on) moves none.
 */
export function layOutLineage({ nodes, edges }: Pick<Lineage, "nodes" | "edges">): Laid[] {
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  const columns = new Map<string, number>();
  const taken = new Map<number, number>();
  return nodes.map((node) => {
    const column = Math.max(-1, ...(before.get(node.id) ?? []).map((from) => columns.get(from) ?? -1)) + 1;
    columns.set(node.id, column);
    const row = taken.get(column) ?? 0;
    taken.set(column, row + 1);
    return { node, column, row };
  });
}
