import * as z from "zod";
import { dialectSchema } from "@/lib/domain/dialect";
import type { JobKind } from "@/lib/domain/job";
import { figuresOrderSchema } from "@/lib/domain/judging/figures-order";
import { askedSplitSchema } from "@/lib/domain/training/split-spec";
import { type KindSpec, usual } from "./kind-spec";
import { statisticsKinds } from "./statistics-kinds";
import { trainingKinds } from "./training-kinds";

/** One of several jobs that share the rows of something big, so that several workers work on it at once. */
const lane = { lane: z.number().int(), lanes: z.number().int() };
const counted = z.object({ done: z.number().int(), failed: z.number().int() });

/** Everything that a worker does in the background, besides writing dialogues. */
export const jobKinds = {
  ...statisticsKinds,
  ...trainingKinds,
  /** Writes the answers that an evaluation lacks. */
  answers: {
    ...usual,
    payload: z.strictObject({ evaluationId: z.string(), ...lane }),
    result: counted,
    unit: "answers",
    keepsLatest: true,
    isPaid: true,
  },
  /** Asks a model judge what its run has not asked yet. */
  judgments: {
    ...usual,
    payload: z.strictObject({ judgeRunId: z.string(), ...lane }),
    result: counted,
    unit: "judgments",
    keepsLatest: true,
    isPaid: true,
  },
  /** Asks a model for one short reply. Somebody waits for it, so it is not tried again. */
  connection_test: {
    ...usual,
    payload: z.strictObject({ modelId: z.string() }),
    result: z.object({
      text: z.string(),
      firstTokenMs: z.number().nullable(),
      totalMs: z.number().nullable(),
      proposal: dialectSchema.nullish(),
    }),
    unit: "replies",
    atOnce: 16, // one takes up to a minute where an endpoint never ends; the others go on beside it
    maxFailures: 1,
    priority: 20,
  },
  /** Brings the groups of near-duplicates up to date. */
  duplicates: {
    ...usual,
    payload: z.strictObject({}),
    result: z.object({}),
    unit: "dialogues",
    atOnce: 1,
    keepsLatest: true,
  },
  /** Does one thing to many dialogues, or takes that back. */
  bulk_act: {
    ...usual,
    payload: z.strictObject({ bulkActId: z.string() }),
    result: z.object({ done: z.number().int(), refused: z.number().int() }),
    unit: "dialogues",
    atOnce: 4,
    priority: 10,
  },
  /** Computes what the votes of an evaluation say. Somebody may look at the page that waits for it. */
  evaluation_results: {
    ...usual,
    payload: z.strictObject({ evaluationId: z.string(), order: figuresOrderSchema }),
    result: z.object({ votesVersion: z.number().int() }),
    unit: "sets of figures",
    priority: 10,
    keepsLatest: true,
    // It tells what is there, and changes nothing of it.
    whileArchived: true,
  },
  /** Makes a project of a file that was sent; the job is of the project in which it was sent. */
  project_import: {
    ...usual,
    payload: z.strictObject({ fileId: z.string(), slug: z.string() }),
    result: z.object({ projectId: z.string(), rows: z.number().int() }),
    unit: "rows",
    atOnce: 1,
    maxFailures: 1,
  },
  /** Takes away all rows of the project that it is in, itself at last. */
  project_deletion: {
    ...usual,
    payload: z.strictObject({ auditLineId: z.string() }),
    result: z.object({}),
    unit: "rows",
    atOnce: 1,
    // Nobody is there to be asked.
    maxFailures: 1_000,
    whileArchived: true,
  },
  /** Takes the dialogues of a file in. Its pieces stay until it is finished, so that it can be tried again. */
  dialogue_import: {
    ...usual,
    payload: z.strictObject({ importId: z.string() }),
    result: z.object({ taken: z.number().int(), refused: z.number().int() }),
    unit: "dialogues",
    // What the file itself is to blame for is no better at a second try; a person sees why and tries again.
    maxFailures: 1,
  },
  /** Makes the files of a recipe once, to count, hash and sign them. Somebody waits for the download. */
  training_export: {
    ...usual,
    payload: z.strictObject({ exportId: z.string() }),
    result: z.object({ files: z.number().int(), rows: z.number().int() }),
    unit: "files",
    priority: 10,
    maxFailures: 3,
  },
  /** Looks through dialogues for what should not be trained on. */
  scan: {
    ...usual,
    payload: z.strictObject({ scanId: z.string() }),
    result: z.object({ looked: z.number().int(), found: z.number().int() }),
    unit: "dialogues",
  },
  /** Sends the files of an export to a destination. It waits for others' servers, so a few go at once. */
  push: {
    ...usual,
    payload: z.strictObject({ pushId: z.string() }),
    result: z.object({ files: z.number().int() }),
    unit: "files",
    priority: 10,
  },
  /** Tries whether a push would get through. Somebody waits for it, so it is not tried again. */
  destination_test: {
    ...usual,
    payload: z.strictObject({ destinationId: z.string() }),
    result: z.object({ text: z.string() }),
    unit: "answers",
    atOnce: 4,
    maxFailures: 1,
    priority: 20,
  },
  /** Draws the part of each dialogue of some snapshots. Somebody looks at the page that waits for it. */
  split: {
    ...usual,
    payload: askedSplitSchema.extend({ splitId: z.string() }),
    result: z.object({ splitId: z.string() }),
    unit: "dialogues",
    priority: 10,
  },
} as const satisfies Record<JobKind, KindSpec>;

export type JobPayload<K extends JobKind> = z.infer<(typeof jobKinds)[K]["payload"]>;
export type JobResult<K extends JobKind> = z.infer<(typeof jobKinds)[K]["result"]>;
