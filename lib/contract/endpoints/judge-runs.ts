import * as z from "zod";
import { tieConventionSchema } from "@/lib/domain/judging/evaluation";
import { intervalMethodSchema } from "@/lib/domain/judging/figures-order";
import { judgeModeSchema } from "@/lib/domain/judging/judge-prompt";
import { judgeRunSchema } from "@/lib/domain/judging/judge-run";
import { judgingImportSchema } from "@/lib/domain/judging/judging-import";
import { promptSetSchema } from "@/lib/domain/judging/prompt-set";
import { rulingSchema } from "@/lib/domain/judging/ruling";
import { idOf } from "@/lib/domain/reference";
import { readableIds, writableIds } from "@/lib/formats/registry";
import { type Endpoint, nothing, pageOf, pageQuery } from "../endpoint";
import { fileOf, fileOut } from "../files";

export const rulingEndpoints = {
  listRulings: {
    summary:
      "Whose votes leads left out, counted again or removed, newest first; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(rulingSchema),
  },
  makeRuling: {
    summary:
      "Leave a rater, a judge's run, a file or votes on texts that may name a model out of the figures, count them again, or remove a run or a file",
    access: "evaluation.manage",
    scope: "manage",
    body: z
      .strictObject({
        ...rulingSchema.pick({ subject: true, act: true }).shape,
        /** The person, the judge run, the import, or of open names the evaluation. */
        subjectId: z.string().min(1).max(60),
        /** Shown beside the results; kept for good. */
        reason: z.string().trim().max(1_000).default(""),
      })
      .refine(({ act, reason }) => act === "count" || reason !== "", { path: ["reason"], message: "Say why" }),
    response: rulingSchema,
    status: 201,
  },
  listJudgingImports: {
    summary: "Files of judgments and votes that came into an evaluation; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(judgingImportSchema),
  },
} as const satisfies Record<string, Endpoint>;

const order = {
  modelId: idOf("model", z.string().min(1, "Choose a model as judge")),
  promptSetId: idOf("promptSet", z.string().min(1, "Choose a set of prompts")),
  mode: judgeModeSchema,
};

export const judgeRunEndpoints = {
  listPromptSets: {
    summary: "Sets of judge prompts: the studio's own and imported ones",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(promptSetSchema),
  },
  importPromptSet: {
    summary: "Import FastChat's judge_prompts.jsonl; it is used as it is",
    access: "evaluation.manage",
    scope: "manage",
    query: z.strictObject({ name: z.string().trim().min(1, "Give the set a name").max(120) }),
    body: fileOf(4_000_000, "judge_prompts"),
    response: promptSetSchema,
    status: 201,
  },
  deletePromptSet: {
    summary: "Delete an imported set that no judge used",
    access: "evaluation.manage",
    scope: "manage",
    response: nothing,
    status: 204,
  },
  listJudgeRuns: {
    summary: "Model judges of an evaluation; for leads, and for all once it is closed",
    access: "member",
    scope: "read",
    query: z.strictObject(pageQuery),
    response: pageOf(judgeRunSchema),
  },
  previewJudgeRun: {
    summary: "How many calls a judge would take, and about what they cost",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject(order),
    response: z.object({
      calls: z.number().int(),
      inputTokens: z.number(),
      outputTokens: z.number(),
      cost: z.number(),
      /** Comparisons or answers that are not there yet and are judged once they are. */
      notReady: z.number().int(),
      /** In words what stands against it: the judge is a candidate, the prompts lack a case. */
      warnings: z.array(z.string()),
    }),
  },
  createJudgeRun: {
    summary: "Have a model judge everything that is ready, both orders of each pair",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject(order),
    response: judgeRunSchema,
    status: 201,
  },
  steerJudgeRun: {
    summary: "Pause a judge, let it go on (what became ready meanwhile is added), or ask again for what failed",
    access: "evaluation.manage",
    scope: "manage",
    body: z.strictObject({ act: z.enum(["pause", "resume", "retry"]) }),
    response: judgeRunSchema,
  },
  importJudgments: {
    summary: "Take a published model_judgment file, or a file of people's votes, as FastChat writes them",
    access: "evaluation.manage",
    scope: "manage",
    query: z.strictObject({
      format: z.enum(readableIds("judgments", "votes")),
      /** Of votes: what becomes of a rater's second vote on a question that says otherwise than the first. */
      second: z.enum(["left_out", "kept"]).optional(),
      fileName: z.string().max(300).default(""),
    }),
    body: fileOf(40_000_000, "judgments", "votes"),
    response: z.object({ taken: z.number().int(), notes: z.array(z.string()) }),
  },
  exportEvaluation: {
    summary: "An evaluation as a file: FastChat's questions, answers, judgments and votes, or figures as CSV",
    access: "member",
    scope: "export",
    query: z.strictObject({
      format: z.enum(writableIds("questions", "answers", "judgments", "votes", "figures")),
      /** Of model_answer: one candidate's; of judgments: one judge run's. */
      of: z.string().max(40).optional(),
      /** Of figures: those that are shown, as in getEvaluationResults. */
      category: z.string().max(200).optional(),
      turn: z.coerce.number().int().min(1).max(200).optional(),
      criterion: z.string().max(40).optional(),
      ties: tieConventionSchema.optional(),
      intervals: intervalMethodSchema.optional(),
    }),
    response: fileOut("questions", "answers", "judgments", "votes", "figures"),
  },
} as const satisfies Record<string, Endpoint>;
