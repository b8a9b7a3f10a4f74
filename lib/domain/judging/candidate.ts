import * as z from "zod";
import { dialogueFilterSchema } from "../dialogue-filter";
import { idOf } from "../reference";
import { samplingSchema } from "../run";

/** A model of the catalogue; its missing answers are written by the worker. */
export const modelSourceSchema = z.strictObject({
  kind: z.literal("model"),
  modelId: idOf("model", z.string().min(1, "Choose a model")),
  system: z.string().max(20_000).default(""),
  /** Absent = by category, as MT-Bench does. */
  sampling: samplingSchema.default({}),
});

/** Where a candidate's texts come from. */
export const candidateSourceSchema = z.discriminatedUnion("kind", [
  modelSourceSchema,
  /** Answers from a file; which one is said when they are imported. */
  z.strictObject({ kind: z.literal("file"), fileName: z.string().max(300).default("") }),
  /** The dialogues of a simulation run. */
  z.strictObject({ kind: z.literal("run"), runId: idOf("run", z.string().min(1, "Choose a run")) }),
  /** A data set: the dialogues that a filter finds when the evaluation is made. */
  z.strictObject({
    kind: z.literal("data_set"),
    /** How the filter is called; for people to read. */
    filterName: z.string().trim().max(120).default(""),
    filter: dialogueFilterSchema,
  }),
  /** The dialogues of a snapshot, as they were pinned. */
  z.strictObject({
    kind: z.literal("snapshot"),
    snapshotId: idOf("snapshot", z.string().min(1, "Choose a snapshot").max(60)),
  }),
  /** Dialogues that real people had, from a file. */
  z.strictObject({ kind: z.literal("human"), fileName: z.string().max(300).default("") }),
]);
export type CandidateSource = z.infer<typeof candidateSourceSchema>;

export const candidateInputSchema = z.strictObject({
  /** As it stands in results and files: FastChat's `model_id`. */
  name: z.string().trim().min(1, "Give the candidate a name").max(120),
  source: candidateSourceSchema,
});
export type CandidateInput = z.infer<typeof candidateInputSchema>;

/** Who takes part in an evaluation. */
export const candidateSchema = candidateInputSchema.extend({ id: z.string(), position: z.number().int() });
export type Candidate = z.infer<typeof candidateSchema>;

/** A question and its answer; a dialogue, or an answer to a question of several turns, is a list of them. */
export const roundSchema = z.strictObject({ user: z.string(), assistant: z.string() });
export type Round = z.infer<typeof roundSchema>;

/** Of what a candidate has to show on an item. `missing`: to be written or imported. `failed`: after bounded retries. */
export const responseStatusSchema = z.enum(["missing", "ready", "failed"]);
export type ResponseStatus = z.infer<typeof responseStatusSchema>;
