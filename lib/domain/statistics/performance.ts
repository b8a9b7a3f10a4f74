import * as z from "zod";
import type { EvaluationStatus } from "../judging/evaluation";

const interval = z.object({ low: z.number(), high: z.number() });

/** A number with its 95 % interval, or in words why there is none. */
const estimateSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    value: z.number(),
    interval: interval.nullable(),
    /** Why there is no interval. */
    why: z.string().nullable(),
    n: z.number().int(),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

/** That a model of the catalogue was trained on a snapshot, or on the first so many dialogues of it. */
export const trainedModelSchema = z.object({
  modelId: z.string(),
  modelName: z.string(),
  snapshotId: z.string(),
  dataSetName: z.string(),
  number: z.number().int(),
  /** Dialogues that it was trained on. */
  dialogues: z.number().int(),
  /** Dialogues that the snapshot holds. */
  ofDialogues: z.number().int(),
  isMeasured: z.boolean(),
  setBy: z.object({ id: z.string(), name: z.string() }),
  setAt: z.iso.datetime(),
});
export type TrainedModel = z.infer<typeof trainedModelSchema>;

/** One way in which trained models were scored: by one judge in one evaluation, on one kind of turn, or by a rating. */
const scoreSchema = z.object({
  key: z.string(),
  evaluationId: z.string(),
  evaluationName: z.string(),
  /** Of the first question, of the one that follows it, or what all votes say, on the Elo scale. */
  kind: z.enum(["single_turn", "multi_turn", "rating"]),
  judge: z.string().nullable(),
  /** Trained models that have it. */
  models: z.number().int(),
});
export type Score = z.infer<typeof scoreSchema>;

const pointSchema = z.object({ modelId: z.string(), x: z.number(), xInterval: interval.nullable() });

/** A measure of the snapshots against one score of the models that were trained on them. */
const measureSchema = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  definition: z.string(),
  source: z.string(),
  points: z.array(pointSchema),
  pearson: estimateSchema,
  spearman: estimateSchema,
  kendall: estimateSchema,
});
export type MeasureAgainstScore = z.infer<typeof measureSchema>;

export const performanceSchema = z.object({
  trained: z.array(trainedModelSchema),
  scores: z.array(scoreSchema),
  /** What is looked at; null where no trained model has a score. */
  chosen: z
    .object({
      key: z.string(),
      values: z.array(z.object({ modelId: z.string(), score: z.number(), interval: interval.nullable() })),
      measures: z.array(measureSchema),
    })
    .nullable(),
  /** Evaluations of these models whose figures are being computed. */
  pending: z.number().int(),
  /** Evaluations of these models whose figures the viewer does not see while votes are taken. */
  hidden: z.number().int(),
});
export type Performance = z.infer<typeof performanceSchema>;

const figure = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.number(), interval: interval.nullable() }),
  z.object({ ok: z.literal(false) }),
]);
export type ScoreFigure = z.infer<typeof figure>;

/** Of an evaluation's figures what scores its candidates. */
export const scoredSchema = z.object({
  /** Null where its votes allow no joint rating. */
  rated: z.array(z.object({ candidateId: z.string(), rating: figure })).nullable(),
  scores: z.array(
    z.object({
      source: z.string(),
      judge: z.string(),
      rows: z.array(
        z.object({ candidateId: z.string(), category: z.string().nullable(), first: figure, second: figure }),
      ),
    }),
  ),
});

/** A model as a candidate of an evaluation, with that one's figures as they were computed last. */
export type ScoredCandidate = {
  evaluationId: string;
  name: string;
  status: EvaluationStatus;
  candidateId: string;
  modelId: string;
  /** Of the votes now, and of those that the figures are of. */
  version: number;
  votesVersion: number | null;
  tookMs: number | null;
  scored: z.infer<typeof scoredSchema> | null;
};
