import * as z from "zod";

/** What stops a training, by what is to be done about it. */
export const trainingFaultSchema = z.enum([
  "out_of_memory",
  "nan_loss",
  "disk_full",
  "no_gpu",
  "missing_base",
  "data",
  "died",
  "unreachable",
  "refused",
]);
export type TrainingFault = z.infer<typeof trainingFaultSchema>;

const step = z.number().int().min(0);
const figure = z.number().nullable().default(null);

/** Of next turns of the held-out part among candidates (docs/method.md#next-turn-recall). */
export const recallSchema = z.object({ at1: z.number(), at5: z.number(), at10: z.number() });

export const stepEventSchema = z.object({
  type: z.literal("step"),
  step,
  of: z.number().int().nullable().default(null),
  epoch: figure,
  loss: figure,
  learningRate: figure,
  tokensPerSecond: figure,
  /** In bytes, of the device; null where nothing tells. */
  memory: figure,
});

export const evaluationEventSchema = z.object({
  type: z.literal("evaluation"),
  step,
  loss: figure,
  recall: recallSchema.nullable().default(null),
  /** The mean of one over the rank of the true next turn. */
  mrr: figure,
  /** Turns that were asked about, and among how many candidates the true one stood. */
  n: z.number().int().nullable().default(null),
  among: z.number().int().nullable().default(null),
});

/** What the model says to the same opening as before; `opening` from 1. Step 0 is before training. */
export const sampleEventSchema = z.object({
  type: z.literal("sample"),
  step,
  opening: z.number().int().min(1).max(100),
  /** What it was given; empty where it opens the dialogue itself. */
  prompt: z.string().default(""),
  text: z.string(),
});

export const checkpointEventSchema = z.object({
  type: z.literal("checkpoint"),
  step,
  folder: z.string(),
  bytes: z.number().int(),
});

/** What is kept of a training, whoever does it. */
export const keptEventSchema = z.discriminatedUnion("type", [
  stepEventSchema,
  evaluationEventSchema,
  sampleEventSchema,
  checkpointEventSchema,
]);
export type KeptEvent = z.infer<typeof keptEventSchema>;
export type StepEvent = z.infer<typeof stepEventSchema>;
export type EvaluationEvent = z.infer<typeof evaluationEventSchema>;
export type SampleEvent = z.infer<typeof sampleEventSchema>;

/** What a training tells, line by line; a process writes exactly this as JSON. Lines go into the log, the last two end it. */
export const trainingEventSchema = z.discriminatedUnion("type", [
  ...keptEventSchema.options,
  z.object({ type: z.literal("line"), text: z.string() }),
  z.object({ type: z.literal("done"), folder: z.string() }),
  z.object({ type: z.literal("failed"), kind: trainingFaultSchema, error: z.string() }),
]);
export type TrainingEvent = z.infer<typeof trainingEventSchema>;
