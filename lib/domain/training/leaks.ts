import * as z from "zod";
import { type ClusterKind, clusterKindSchema, type SplitPart } from "./split-spec";

/** Something that a dialogue has in common with others; two of one kind with the same value belong together. */
export type ClusterKey = { kind: ClusterKind; value: string };
export type KeyedDialogue = { id: string; keys: readonly ClusterKey[] };

/** How many users, seeds, groups … stand in more than one part, of how many that several dialogues share. */
export const leaksSchema = z.record(
  clusterKindSchema,
  z.object({ shared: z.number().int(), leaking: z.number().int() }),
);
export type Leaks = z.infer<typeof leaksSchema>;

/**
 * What leaks, counted anew from what the dialogues have in common and from nothing that the split was made with: each
 * thing in common must be found in one part alone. Goes dialogue by dialogue, so that others can be let in between.
 */
export function* countLeaks(
  dialogues: readonly KeyedDialogue[],
  partOf: (dialogueId: string) => SplitPart | undefined,
): Generator<void, Leaks> {
  const holders = new Map<ClusterKind, Map<string, { dialogues: number; parts: Set<SplitPart> }>>();
  for (const kind of clusterKindSchema.options) holders.set(kind, new Map());
  for (const { id, keys } of dialogues) {
    yield;
    const part = partOf(id);
    if (!part) continue;
    for (const { kind, value } of keys) {
      const ofKind = holders.get(kind);
      const holder = ofKind?.get(value) ?? { dialogues: 0, parts: new Set() };
      holder.dialogues++;
      holder.parts.add(part);
      ofKind?.set(value, holder);
    }
  }
  const count = (kind: ClusterKind) => {
    const all = [...(holders.get(kind)?.values() ?? [])];
    return {
      shared: all.filter(({ dialogues }) => dialogues > 1).length,
      leaking: all.filter(({ parts }) => parts.size > 1).length,
    };
  };
  return {
    source_user: count("source_user"),
    seed: count("seed"),
    conversation: count("conversation"),
    duplicate: count("duplicate"),
    opening: count("opening"),
    topic: count("topic"),
  };
}
