import * as z from "zod";
import type { Format } from "../format";
import { jsonLinesOf } from "./json-lines-format";
import {
  type Judged,
  judgedFields,
  judgedOf,
  modelName,
  saidText,
  unasked,
  type Written,
  type WrittenCall,
} from "./judgment";

/** A line of model_judgment/JUDGE_single.jsonl; fields that are not listed are kept. */
export const singleJudgmentSchema = z.looseObject({
  question_id: judgedFields.question_id,
  model: modelName("model"),
  judge: judgedFields.judge,
  user_prompt: saidText,
  judgment: saidText,
  /** 1 to 10, mostly whole; -1 where nothing could be read. */
  score: z.number("score is missing; it is 1 to 10, or -1 where nothing could be read"),
  turn: judgedFields.turn,
  tstamp: judgedFields.tstamp,
});
export type SingleJudgment = z.infer<typeof singleJudgmentSchema>;

/** FastChat's model_judgment/JUDGE_single.jsonl. */
export const judgmentSingle = {
  ...jsonLinesOf(singleJudgmentSchema),
  id: "judgment_single",
  name: "Judgments of single answers",
  use: "model_judgment, single, JSONL",
  subject: "judgments",
  fields: {
    question_id: "the question",
    model: "whose answer was judged",
    judge: "the judge and the name of its prompt",
    user_prompt: "what the judge was asked",
    judgment: "what it said",
    score: "1 to 10, or -1 where none could be read",
    turn: "which turn was judged",
    tstamp: "seconds since 1970",
  },
} as const satisfies Format;

/** A score out of the scale, -1 first of all, is none. */
export function toScored(
  record: SingleJudgment,
): Judged & { model: string; score: number | null; text: string | null } {
  const score = record.score >= 1 && record.score <= 10 ? record.score : null;
  return { ...judgedOf(record), model: record.model, score, text: record.judgment ?? null };
}

export function newSingleJudgment(
  of: Written & { model: string; call: WrittenCall; score: number | null },
): SingleJudgment {
  return {
    question_id: of.questionId,
    model: of.model,
    judge: [of.judge, of.promptName],
    user_prompt: of.call.prompt,
    judgment: of.call.text ?? unasked,
    score: of.score ?? -1,
    turn: of.turn,
    tstamp: of.at.getTime() / 1_000,
  };
}
