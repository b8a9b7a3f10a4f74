import * as z from "zod";
import { jobSchema } from "../job";
import { splitPartSchema } from "../training/split-spec";
import { evaluationEventSchema, stepEventSchema, trainingFaultSchema } from "./event";
import { modelFileSchema } from "./model-file";
import { placeKindSchema } from "./place";
import { trainingSpecSchema } from "./spec";

/** What it does while it is held: gets data, base and machine ready, or trains. */
export const trainingPhaseSchema = z.enum(["preparing", "running"]);
export type TrainingPhase = z.infer<typeof trainingPhaseSchema>;

/** As people see it; follows from its last job. */
export const trainingStatusSchema = z.enum([
  "waiting",
  ...trainingPhaseSchema.options,
  "stopping",
  "done",
  "failed",
  "stopped",
]);
export type TrainingStatus = z.infer<typeof trainingStatusSchema>;

/** What came of a training; null where the way does not tell. */
export const trainingOutcomeSchema = z.object({
  steps: z.number().int().nullable().default(null),
  /** Tokens that were read, of all epochs. */
  tokens: z.number().int().nullable().default(null),
  /** Of training alone. */
  seconds: z.number().nullable().default(null),
  /** In the currency of the team's prices. */
  cost: z.number().nullable().default(null),
  /** At the end. */
  loss: z.number().nullable().default(null),
  heldOut: evaluationEventSchema.omit({ type: true, step: true }).nullable().default(null),
  /** Where its files lie, as the machine that has them sees it. */
  folder: z.string().nullable().default(null),
  /** Those files, where a host told them; null: they were not told. */
  files: z.array(modelFileSchema).nullable().default(null),
  /** The export that its files were made by. */
  exportId: z.string().nullable().default(null),
  /** What a person is to know. */
  note: z.string().default(""),
});
export type TrainingOutcome = z.infer<typeof trainingOutcomeSchema>;

const person = z.object({ id: z.string(), name: z.string() });
const count = z.number().int();

export const trainingJobSchema = z.object({
  id: z.string(),
  name: z.string(),
  spec: trainingSpecSchema,
  status: trainingStatusSchema,
  attempt: count,
  fault: trainingFaultSchema.nullable(),
  /** Why it failed, in words, with what to do. */
  error: z.string().nullable(),
  outcome: trainingOutcomeSchema.nullable(),
  place: z.object({ id: z.string(), name: z.string(), kind: placeKindSchema }).nullable(),
  host: person.nullable(),
  /** Which dialogues it takes, by part and snapshot. */
  takes: z.array(
    z.object({
      part: splitPartSchema,
      snapshotId: z.string(),
      dataSetId: z.string(),
      dataSetName: z.string(),
      number: count,
      dialogues: count,
    }),
  ),
  /** What came of it in the catalogue; null until then. */
  model: person.nullable(),
  /** The last step that was reported; null before the first. */
  last: stepEventSchema.nullable(),
  job: jobSchema.pick({ id: true, status: true, error: true }).nullable(),
  createdBy: person,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type TrainingJob = z.infer<typeof trainingJobSchema>;

export const checkpointSchema = z.object({
  step: count,
  folder: z.string(),
  bytes: count,
  createdAt: z.iso.datetime(),
  /** Somebody asked for it to be dropped; gone once `droppedAt` stands. */
  dropAskedAt: z.iso.datetime().nullable(),
  droppedAt: z.iso.datetime().nullable(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** What was reported of a training: thinned, where there are more steps than a chart shows. */
export const trainingCurvesSchema = z.object({
  steps: z.array(stepEventSchema.extend({ at: z.iso.datetime() })),
  /** Of how many these are the ones that are shown. */
  ofSteps: count,
  evaluations: z.array(evaluationEventSchema.extend({ at: z.iso.datetime() })),
  checkpoints: z.array(checkpointSchema),
});
export type TrainingCurves = z.infer<typeof trainingCurvesSchema>;

/** The work of a way that trains on a host is another kind of job than that of a way which the worker follows. */
export function jobKindOf({ way }: { way: string }): "training" | "host_training" {
  return way === "studio" ? "host_training" : "training";
}
