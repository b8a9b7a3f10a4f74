import * as z from "zod";

/** What stands in a lineage, from where data comes to what is known of a model. */
export const lineageKindSchema = z.enum(["import", "run", "snapshot", "training", "model", "evaluation"]);
export type LineageKind = z.infer<typeof lineageKindSchema>;

export const lineageNodeSchema = z.object({
  kind: lineageKindSchema,
  id: z.string(),
  name: z.string(),
  /** Who made it; null: the studio itself. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
  /** Its parameters and figures, in words. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type LineageNode = z.infer<typeof lineageNodeSchema>;

/** What became of what. */
export const lineageSchema = z.object({
  /** The one that was asked about. */
  of: z.string(),
  nodes: z.array(lineageNodeSchema),
  /** By ids; from what was there first. */
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
  /** More is connected than is told. */
  isCut: z.boolean(),
});
export type Lineage = z.infer<typeof lineageSchema>;

export type Edge = { from: string; to: string };

/**
 * All that led to `id`, and all that came of it, nearest first, at most `most`; what merely shares an ancestor with it is no part
 * of its lineage. Loops (a model trained on what it wrote itself) are walked once.
 */
export function lineageOf(id: string, edges: readonly Edge[], most: number): { ids: string[]; isCut: boolean } {
  const found = new Set([id]);
  let isCut = false;
  for (const [here, there] of [
    ["to", "from"],
    ["from", "to"],
  ] as const) {
    const next = new Map<string, string[]>();
    for (const edge of edges) next.set(edge[here], [...(next.get(edge[here]) ?? []), edge[there]]);
    const walked = new Set([id]);
    for (const at of walked)
      for (const other of next.get(at) ?? []) {
        if (found.size >= most && !found.has(other)) {
          isCut = true;
          continue;
        }
        walked.add(other);
        found.add(other);
      }
  }
  return { ids: [...found], isCut };
}

/** Where a dialogue is held beyond the studio's lists: what names it for good, and what has learned from it. */
export const holdersSchema = z.object({
  snapshots: z.array(z.object({ id: z.string(), dataSetName: z.string(), number: z.number().int() })),
  exports: z.array(
    z.object({ id: z.string(), name: z.string(), createdAt: z.iso.datetime(), downloads: z.number().int() }),
  ),
  trainings: z.array(
    z.object({ id: z.string(), name: z.string(), modelId: z.string().nullable(), modelName: z.string().nullable() }),
  ),
});
export type Holders = z.infer<typeof holdersSchema>;
