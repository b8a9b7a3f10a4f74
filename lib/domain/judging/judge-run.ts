import * as z from "zod";
import { judgeModeSchema } from "./judge-prompt";

export const judgeRunStatusSchema = z.enum(["running", "paused", "done"]);
export type JudgeRunStatus = z.infer<typeof judgeRunStatusSchema>;

/** One judge over an evaluation, as far as it is. */
export const judgeRunSchema = z.object({
  id: z.string(),
  evaluationId: z.string(),
  judge: z.string(),
  modelId: z.string().nullable(),
  promptSetId: z.string().nullable(),
  mode: judgeModeSchema,
  status: judgeRunStatusSchema,
  statusDetail: z.string().nullable(),
  createdAt: z.iso.datetime(),
  waiting: z.number().int(),
  ready: z.number().int(),
  failed: z.number().int(),
  /** Answered, but no verdict or score could be read. */
  unreadable: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number(),
  /** What it said is in no figure. */
  isLeftOut: z.boolean(),
});
export type JudgeRun = z.infer<typeof judgeRunSchema>;
