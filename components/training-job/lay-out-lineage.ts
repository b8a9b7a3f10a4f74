import type { Lineage, LineageNode } from "@/lib/domain/training-job/lineage";

/** A node at its place: columns from left to right by what came before, rows from above. */
export type Laid = { node: LineageNode; column: number; row: number };

/**
 * Puts each node to the right of all that it came from, in the order of their birth; of a loop (a model trained on what it
 * wrote) the edge that leads back is not counted.
 */
export function layOutLineage({ nodes, edges }: Pick<Lineage, "nodes" | "edges">): Laid[] {
  const before = new Map<string, string[]>();
  for (const { from, to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  const columns = new Map<string, number>();
  const columnOf = (id: string, on: ReadonlySet<string>): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    if (on.has(id)) return -1;
    const through = new Set([...on, id]);
    const column = Math.max(-1, ...(before.get(id) ?? []).map((from) => columnOf(from, through))) + 1;
    if (on.size === 0) columns.set(id, column);
    return column;
  };
  const taken = new Map<number, number>();
  return nodes.map((node) => {
    const column = columnOf(node.id, new Set());
    const row = taken.get(column) ?? 0;
    taken.set(column, row + 1);
    return { node, column, row };
  });
}
