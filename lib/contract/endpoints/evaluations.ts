import * as z from "zod";
import { dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import { candidateInputSchema, candidateSchema } from "@/lib/domain/judging/candidate";
import {
  evaluationItemSchema,
  evaluationProgressSchema,
  evaluationSchema,
  evaluationSpecSchema,
  evaluationStatusSchema,
} from "@/lib/domain/judging/evaluation";
import { idOf } from "@/lib/domain/reference";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";
import { fileOf } from "../files";

const name = z.string().trim().min(1, "Give the evaluation a name").max(120);

/** At most so many items. */
const most = z.number().int().min(1).max(5_000).default(500);

/** What candidates are compared on. */
export const itemsSourceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("benchmark"),
    benchmarkId: idOf("benchmark", z.string().min(1, "Choose a benchmark")),
    /** Only these; empty = all. */
    categories: z.array(z.string()).max(100).default([]),
  }),
  z.strictObject({ kind: z.literal("seed_set"), seedSetId: idOf("seedSet", z.string().min(1, "Choose a seed set")) }),
  z.strictObject({
    kind: z.literal("prompts"),
    prompts: z.array(z.string().trim().min(1).max(100_000)).min(1).max(5_000),
  }),
  /** The opening questions of the dialogues that a filter finds now, each once. */
  z.strictObject({ kind: z.literal("data_set"), filter: dialogueFilterSchema, most }),
  /** The candidates' own dialogues, matched by their opening. */
  z.strictObject({ kind: z.literal("dialogues"), most }),
]);
export type ItemsSource = z.infer<typeof itemsSourceSchema>;

/** As members see it: no candidate is named. */
export const listedEvaluationSchema = evaluationSchema.extend({
  progress: evaluationProgressSchema,
  candidates: z.number().int(),
  /** Of the viewer: comparisons that they could take now, votes given, skips left. */
  waiting: z.object({ takeable: z.number().int(), voted: z.number().int(), skipsLeft: z.number().int() }),
});
export type ListedEvaluation = z.infer<typeof listedEvaluationSchema>;

/** What a candidate has, and what its missing answers will take. */
export const candidateProgressSchema = candidateSchema.extend({
  ready: z.number().int(),
  missing: z.number().int(),
  failed: z.number().int(),
  /** The commonest reason why answers failed. */
  failure: z.string().nullable(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number(),
  /** Of what is missing: tokens as the same candidate's answers took so far, or the most that they may take. */
  estimate: z.object({ tokens: z.number(), cost: z.number(), basis: z.enum(["answers_so_far", "limits"]) }).nullable(),
});
export type CandidateProgress = z.infer<typeof candidateProgressSchema>;

export const evaluationDetailSchema = z.object({
  evaluation: listedEvaluationSchema,
  candidates: z.array(candidateProgressSchema),
  /** What a lead should know before trusting the results, in words: runs that differ in more than the simulator. */
  warnings: z.array(z.string()),
  categories: z.array(z.object({ category: z.string(), items: z.number().int() })),
});
export type EvaluationDetail = z.infer<typeof evaluationDetailSchema>;

export const evaluationEndpoints = {
  listEvaluations: {
    summary: "Evaluations, with how far they are and what waits for you",
    access: "member",
    scope: "read",
    query: z.strictObject({ status: evaluationStatusSchema.optional(), ...pageQuery }),
    response: pageOf(listedEvaluationSchema),
  },
  createEvaluation: {
    summary: "Make an evaluation, as a draft: nothing is written or served before it is launched",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject({
      name,
      spec: evaluationSpecSchema,
      items: itemsSourceSchema,
      candidates: z.array(candidateInputSchema).min(1, "Name at least one candidate").max(30),
    }),
    response: evaluationDetailSchema,
    status: 201,
    bodyLimit: 20_000_000,
  },
  getEvaluation: {
    summary: "An evaluation with its candidates by name: for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    response: evaluationDetailSchema,
  },
  updateEvaluation: {
    summary: "Rename, pause, reopen or close it, or change how votes are taken from now on",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject({ name, status: evaluationStatusSchema, spec: evaluationSpecSchema }),
    response: evaluationDetailSchema,
  },
  launchEvaluation: {
    summary: "Draw the comparisons, begin to write missing answers and to serve raters",
    access: "evaluation.manage",
    scope: "manage",
    response: evaluationDetailSchema,
  },
  deleteEvaluation: {
    summary: "Delete a draft; what has votes is closed instead",
    access: "evaluation.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  previewCandidate: {
    summary: "What one more candidate would take: answers, comparisons, votes and cost",
    access: "evaluation.manage",
    scope: "manage",
    body: candidateInputSchema,
    response: z.object({
      /** Texts that it brings along. */
      ready: z.number().int(),
      /** Texts that are to be written, or to come from a file. */
      missing: z.number().int(),
      comparisons: z.number().int(),
      votes: z.number().int(),
      estimate: candidateProgressSchema.shape.estimate,
      notes: z.array(z.string()),
    }),
  },
  addCandidate: {
    summary: "Add a candidate, also while people vote; it is compared with the others by the same rules",
    access: "evaluation.manage",
    scope: "manage",
    body: candidateInputSchema,
    response: evaluationDetailSchema,
    status: 201,
  },
  reviseDraft: {
    summary: "Change all of a draft: name, set-up, candidates and questions",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject({
      name,
      spec: evaluationSpecSchema,
      /** null = the questions stay as they are. */
      items: itemsSourceSchema.nullable(),
      /** Those with an id stay, with the texts they have, unless their source is another one now. */
      candidates: z
        .array(candidateInputSchema.extend({ id: z.string().max(40).optional() }))
        .min(1, "Name at least one candidate")
        .max(30),
    }),
    response: evaluationDetailSchema,
    bodyLimit: 20_000_000,
  },
  listEvaluationItems: {
    summary: "What the candidates are compared on",
    access: "evaluation.manage",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(evaluationItemSchema),
  },
  importAnswers: {
    summary: "Give a candidate its answers from a file: FastChat's model_answer, or dialogues as ShareGPT",
    access: "evaluation.manage",
    scope: "manage",
    query: z.strictObject({ fileName: z.string().max(300).default("") }),
    body: fileOf(40_000_000, "answers", "dialogues"),
    response: z.object({
      detail: evaluationDetailSchema,
      taken: z.number().int(),
      /** What was not taken and why, in words. */
      notes: z.array(z.string()),
    }),
  },
  retryResponses: {
    summary: "Ask again for the answers that failed",
    access: "evaluation.manage",
    scope: "manage",
    response: evaluationDetailSchema,
  },
} as const satisfies Record<string, Endpoint>;
