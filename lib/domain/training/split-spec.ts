import * as z from "zod";
import { drawSeedSchema, usualSeed } from "./seeded-order";

/** What a model learns from, what one looks at while it learns, and what one measures it by at the end. */
export const splitPartSchema = z.enum(["train", "validation", "test"]);
export type SplitPart = z.infer<typeof splitPartSchema>;

const percent = z.number().int().min(0).max(100);

/** In whole percent, 100 in all. Clusters are never cut, so the parts come as near to them as clusters allow. */
export const splitSharesSchema = z
  .strictObject({ train: percent.min(1, "At least 1 percent"), validation: percent, test: percent })
  .refine(({ train, validation, test }) => train + validation + test === 100, "The shares must make 100 in all");
export type SplitShares = z.infer<typeof splitSharesSchema>;

/**
 * What dialogues may have in common so that one tells of another: who asked (of imports), the seed, the conversation of a
 * file that was cut in pieces, nearly all words, nearly the same first question, or a tag that stands for a topic.
 */
export const clusterKindSchema = z.enum(["source_user", "seed", "conversation", "duplicate", "opening", "topic"]);
export type ClusterKind = z.infer<typeof clusterKindSchema>;

/** What a person chooses. */
export const splitSpecSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the split a name").max(120),
  seed: drawSeedSchema.default(usualSeed),
  shares: splitSharesSchema.default({ train: 90, validation: 5, test: 5 }),
  /** Dialogues that have one of these in common stay together. */
  together: z.array(clusterKindSchema).default(() => [...clusterKindSchema.options]),
  /** Tags that stand for topics. */
  topics: z.array(z.string().trim().min(1).max(60)).max(100).default([]),
});
export type SplitSpec = z.infer<typeof splitSpecSchema>;

/** A split that is asked for: of these snapshots, following an earlier one where there is one. */
export const askedSplitSchema = z.strictObject({
  spec: splitSpecSchema,
  snapshotIds: z.array(z.string()).min(1),
  earlierId: z.string().nullable(),
});
export type AskedSplit = z.infer<typeof askedSplitSchema>;
