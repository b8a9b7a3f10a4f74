import * as z from "zod";

/** What a model judge scores of the questions of a dialogue, each from 1 to 10 (PlatoLM, arXiv 2308.11534). */
export const scoredQualities = ["complexity", "relevancy", "logicality", "diversity"] as const;
export type ScoredQuality = (typeof scoredQualities)[number];
export type QualityScores = Record<ScoredQuality, number>;

/** So many dialogues at most are scored of a snapshot. */
export const mostScored = 2_000;

const interval = z.object({ low: z.number(), high: z.number() }).nullable();
const meanScoreSchema = z.object({ mean: z.number(), interval, deviation: z.number().nullable() });

const sideSchema = z.object({
  /** Dialogues drawn by the seed and asked about. */
  asked: z.number().int(),
  /** Of these, those of which the judge's answer gave no scores, and what it said instead of a few. */
  missing: z.number().int(),
  means: z.record(z.enum(scoredQualities), meanScoreSchema).nullable(),
});
export type ScoredSide = z.infer<typeof sideSchema>;

/** What one judge says of a snapshot, and of the people beside it. */
export const judgedSchema = z.object({
  modelId: z.string(),
  judge: z.string(),
  own: sideSchema,
  people: sideSchema.nullable(),
  differences: z.record(z.enum(scoredQualities), z.object({ difference: z.number(), interval })).nullable(),
  /** Why answers could not be read, the most frequent reasons first. */
  reasons: z.array(z.object({ reason: z.string(), dialogues: z.number().int() })),
  cost: z.number(),
});
export type Judged = z.infer<typeof judgedSchema>;

/** What scoring would take, before it is asked. */
export const scorePreviewSchema = z.object({
  calls: z.number().int(),
  /** Dialogues of it that have their scores already. */
  kept: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number(),
});
export type ScorePreview = z.infer<typeof scorePreviewSchema>;
