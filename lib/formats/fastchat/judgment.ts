import * as z from "zod";
import { type QuestionId, questionIdSchema } from "./question";

/** `[model, name of the prompt]`; a model alone in older rows. */
export const judgeSchema = z.union([z.tuple([z.string(), z.string()]).rest(z.string()), z.string().min(1)], {
  error: 'judge is missing; it is a pair such as ["gpt-4", "single-v1"]',
});

/** The fields that judgments of single answers and of pairs have in common; files are written in the order of a schema. */
export const judgedFields = {
  question_id: questionIdSchema,
  judge: judgeSchema,
  turn: z.int("turn must be 1 or 2").min(1).max(50).optional(),
  tstamp: z.number("tstamp must be seconds since 1970").optional(),
};

/** The name of a model whose answer was judged. */
export function modelName(field: string) {
  return z.string(`${field} is missing; it names whose answer was judged`).trim().min(1);
}

export const saidText = z.string("must be text").optional();

export type Judged = { questionId: string; judge: string; promptName: string | null; turn: number };

/** A call to a judge, to be written. `text` null: it could not be asked, which FastChat writes as $ERROR$. */
export type WrittenCall = { prompt: string; text: string | null };
export type Written = { questionId: QuestionId; judge: string; promptName: string; turn: number; at: Date };

export const unasked = "$ERROR$";

type JudgedRecord = { question_id: QuestionId; judge: z.infer<typeof judgeSchema>; turn?: number };

export function judgedOf({ question_id, judge, turn }: JudgedRecord): Judged {
  const [model = "", promptName = null] = typeof judge === "string" ? [judge] : judge;
  // Rows without a turn tell it by the prompt: "single-v1-multi-turn".
  return {
    questionId: String(question_id),
    judge: model,
    promptName,
    turn: turn ?? (promptName?.includes("multi-turn") ? 2 : 1),
  };
}
