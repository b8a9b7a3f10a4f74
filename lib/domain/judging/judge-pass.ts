import * as z from "zod";
import { judgeModeSchema } from "./judge-prompt";

export const judgePassStatusSchema = z.enum(["running", "paused", "done"]);
export type JudgePassStatus = z.infer<typeof judgePassStatusSchema>;

/** One judge over an evaluation, as far as it is. */
export const judgePassSchema = z.object({
  id: z.string(),
  evaluationId: z.string(),
  judge: z.string(),
  modelId: z.string().nullable(),
  promptSetId: z.string().nullable(),
  mode: judgeModeSchema,
  status: judgePassStatusSchema,
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
});
export type JudgePass = z.infer<typeof judgePassSchema>;
