import * as z from "zod";
import { countLeaks, type KeyedDialogue, leaksSchema } from "./leaks";
import { type SplitPart, splitPartSchema, splitSpecSchema } from "./split-spec";

const count = z.number().int();

/** What a split came to, counted when it was made. */
export const splitFactsSchema = z.object({
  /** In their order; one that has no share and no dialogue is not there. */
  parts: z.array(
    z.object({
      part: splitPartSchema,
      dialogues: count,
      turns: count,
      clusters: count,
      /** Dialogues of its largest cluster. */
      largest: count,
    }),
  ),
  /** Of what was to stay together and of what was not; counted apart from how the parts were made. */
  leaks: leaksSchema,
  /** Dialogues that have not been compared with all others as they stand here: whom they are like is not known for sure. */
  uncompared: count,
  /** Dialogues that stand elsewhere than in the split that this one follows. */
  moved: count,
});
export type SplitFacts = z.infer<typeof splitFactsSchema>;

/** Whole clusters of one or more snapshots, each in one part; every export that names it has these parts, for either side. */
export const splitSchema = z.object({
  id: z.string(),
  ...splitSpecSchema.shape,
  snapshots: z.array(z.object({ id: z.string(), dataSetName: z.string(), number: count })),
  /** The split that it follows: what stood in a part of that one stands there here, too. */
  earlier: z.object({ id: z.string(), name: z.string() }).nullable(),
  facts: splitFactsSchema,
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
});
export type Split = z.infer<typeof splitSchema>;

/** A dialogue with what it may have in common with others. */
export type SplitMember = KeyedDialogue & { turns: number; isCompared: boolean };

type Found = {
  members: readonly SplitMember[];
  clusterOf: ReadonlyMap<string, number>;
  parts: ReadonlyMap<string, SplitPart>;
  earlier: ReadonlyMap<string, SplitPart>;
};

export function* splitFacts({ members, clusterOf, parts, earlier }: Found): Generator<void, SplitFacts> {
  const ofPart = (part: SplitPart) => {
    const here = members.filter(({ id }) => parts.get(id) === part);
    const sizes = new Map<number, number>();
    for (const { id } of here) {
      const cluster = clusterOf.get(id) ?? -1;
      sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    }
    const turns = here.reduce((sum, { turns }) => sum + turns, 0);
    const largest = [...sizes.values()].reduce((a, b) => Math.max(a, b), 0);
    return { part, dialogues: here.length, turns, clusters: sizes.size, largest };
  };
  const found = [];
  for (const part of splitPartSchema.options) {
    found.push(ofPart(part));
    yield;
  }
  return {
    parts: found.filter(({ dialogues }) => dialogues > 0),
    leaks: yield* countLeaks(members, (id) => parts.get(id)),
    uncompared: members.filter(({ isCompared }) => !isCompared).length,
    moved: members.filter(({ id }) => earlier.has(id) && earlier.get(id) !== parts.get(id)).length,
  };
}
