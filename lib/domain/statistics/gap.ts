import * as z from "zod";
import { jobSchema } from "../job";
import { idOf } from "../reference";

/** What is held against what: turns of people, and of a simulator. */
export const gapSideSchema = z.enum(["people", "simulated"]);
export type GapSide = z.infer<typeof gapSideSchema>;

/** All questions, or how dialogues begin alone. */
export const gapTurnsSchema = z.enum(["questions", "openings"]);
export type GapTurns = z.infer<typeof gapTurnsSchema>;

export const gapOrderSchema = z.strictObject({
  /** A snapshot of what people wrote, and one of what a simulator did. */
  peopleId: idOf("snapshot", z.string().max(60)),
  simulatedId: idOf("snapshot", z.string().max(60)),
  /** By whose vectors: an endpoint's, which are there already; null = the studio's own. */
  modelId: idOf("model", z.string().max(60)).nullable().default(null),
  turns: gapTurnsSchema.default("questions"),
  /** So many clusters at most; null = √(n/2), from 2 to 60. */
  clusters: z.number().int().min(2, "At least 2").max(200, "At most 200").nullable().default(null),
});
export type GapOrder = z.infer<typeof gapOrderSchema>;

/** A share with its 95 % interval; without one for fewer than five dialogues, null over nothing. */
const shareSchema = z.object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() }).nullable();
export type GapShare = z.infer<typeof shareSchema>;

const divergenceSchema = z
  .object({
    bits: z.number(),
    interval: z.object({ low: z.number(), high: z.number() }).nullable(),
    /** What 95 of 100 random deals of the same dialogues to sides as large stay below. */
    chance: z.number().nullable(),
  })
  .nullable();

const exampleSchema = z.object({ dialogueId: z.string(), text: z.string() });
const sideOfCluster = z.object({
  share: shareSchema,
  turns: z.number().int(),
  dialogues: z.number().int(),
  examples: z.array(exampleSchema),
});

export const gapVerdictSchema = z.enum(["captured", "missed", "invented", "unsure"]);

/** Turns that are alike. */
export const gapClusterSchema = z.object({
  cluster: z.number().int(),
  /** What it is about, by c-TF-IDF; none where its turns hold no word that tells. */
  words: z.array(z.string()),
  verdict: gapVerdictSchema,
  people: sideOfCluster,
  simulated: sideOfCluster,
});
export type GapCluster = z.infer<typeof gapClusterSchema>;

const topicsSchema = z.object({
  questions: z.number().int(),
  skipped: z.number().int(),
  diversity: z.object({ withSelf: z.number(), withoutSelf: z.number().nullable() }).nullable(),
  vendi: z.number().nullable(),
  /** How questions follow the one before them; null for openings, and where no dialogue has two questions. */
  course: z.object({ continued: shareSchema, drifted: shareSchema, shifted: shareSchema }).nullable(),
});
export type GapTopics = z.infer<typeof topicsSchema>;

/** What came of it, as it is kept and shown. */
export const gapFindingsSchema = z.object({
  /** By which turns became vectors. */
  vectoriser: z.string(),
  dimensions: z.number().int(),
  seed: z.number().int(),
  /** Turns that the clusters were found by; all others were put to the nearest. */
  sampled: z.number().int(),
  people: z.object({ dialogues: z.number().int(), turns: z.number().int(), skipped: z.number().int() }),
  simulated: z.object({ dialogues: z.number().int(), turns: z.number().int(), skipped: z.number().int() }),
  divergence: divergenceSchema,
  /** Every second dialogue of people against the others: nothing can be asked to lie nearer. */
  ceiling: divergenceSchema,
  clusters: z.array(gapClusterSchema),
  topics: z.object({ people: topicsSchema, simulated: topicsSchema }),
  /** Cosines from which a question goes on with the topic before it, and up to which it leaves it. */
  courseBounds: z.object({ continues: z.number(), shifts: z.number() }).nullable(),
});
export type GapFindings = z.infer<typeof gapFindingsSchema>;

const snapshotName = z.object({ id: z.string(), name: z.string() });

export const gapSchema = z.object({
  id: z.string(),
  people: snapshotName,
  simulated: snapshotName,
  vectoriser: z.string(),
  turns: gapTurnsSchema,
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Divergence in bits, and how many clusters are of each kind; null until it is found. */
  summary: z
    .object({
      bits: z.number().nullable(),
      missed: z.number().int(),
      invented: z.number().int(),
      clusters: z.number().int(),
    })
    .nullable(),
  job: jobSchema.pick({ id: true, status: true, error: true }).nullable(),
});
export type Gap = z.infer<typeof gapSchema>;

/** What a cluster becomes: a seed set of its turns, or a list of its dialogues. */
export const gapKeptSchema = z.strictObject({
  cluster: z.number().int().min(0).max(1_000),
  side: gapSideSchema,
  as: z.enum(["seedSet", "dataSet"]),
  name: z.string().trim().min(1, "Give it a name").max(200),
});
export type GapKept = z.infer<typeof gapKeptSchema>;
