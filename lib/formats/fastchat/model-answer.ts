import * as z from "zod";
import type { BenchmarkQuestion } from "@/lib/domain/judging/benchmark";
import type { GivenAnswer } from "@/lib/domain/judging/check-answers";
import type { Format } from "../format";
import { jsonLinesOf } from "./json-lines-format";
import { type QuestionId, questionIdSchema } from "./question";

const choiceSchema = z.looseObject({
  index: z.int("index is missing; the first choice has 0"),
  turns: z.array(z.string("A turn of an answer must be text"), "turns is missing; give one answer per turn"),
});

/**
 * A line of model_answer/MODEL.jsonl, and of reference_answer/MODEL.jsonl, which has the same fields; those that are
 * not listed are kept.
 */
export const modelAnswerSchema = z.looseObject({
  question_id: questionIdSchema,
  answer_id: z.string("answer_id is missing; any text that no other answer has will do"),
  model_id: z.string("model_id is missing; it names who answered").trim().min(1, "model_id is empty"),
  choices: z
    .array(choiceSchema, "choices is missing; it holds the answers")
    .min(1, "choices is empty; it holds the answers"),
  /** Seconds since 1970. */
  tstamp: z.number("tstamp must be seconds since 1970").optional(),
});
export type ModelAnswer = z.infer<typeof modelAnswerSchema>;

const fields = {
  question_id: "the question that is answered",
  answer_id: "any text that no other answer has",
  model_id: "who answered",
  choices: "index and turns, one answer per turn; the first choice counts",
  tstamp: "seconds since 1970; may be left out",
} as const;

/** FastChat's model_answer/MODEL.jsonl. */
export const modelAnswer = {
  ...jsonLinesOf(modelAnswerSchema),
  id: "model_answer",
  name: "Answers",
  use: "model_answer, JSONL",
  subject: "answers",
  fields,
} as const satisfies Format;

/** FastChat's reference_answer/MODEL.jsonl: right answers to hold others against. */
export const referenceAnswer = {
  ...modelAnswer,
  id: "reference_answer",
  name: "References",
  use: "reference_answer, JSONL",
} as const;

/** The answer that is judged: as in FastChat the first choice, whatever its index. */
export function toGivenAnswer(record: ModelAnswer): GivenAnswer & { modelId: string; record: ModelAnswer } {
  const { question_id, model_id, choices } = record;
  return { questionId: String(question_id), modelId: model_id, turns: choices[0]?.turns ?? [], record };
}

/** A new record in the order of FastChat's fields. */
export function newModelAnswer(answer: {
  questionId: QuestionId;
  answerId: string;
  modelId: string;
  turns: string[];
  at: Date;
}): ModelAnswer {
  return {
    question_id: answer.questionId,
    answer_id: answer.answerId,
    model_id: answer.modelId,
    choices: [{ index: 0, turns: answer.turns }],
    tstamp: answer.at.getTime() / 1_000,
  };
}

/**
 * Questions with the right answers of a reference_answer file, which take the place of those in the question file where
 * there are both: judges were meant to see these. `unknown` are ids of answers to no question here.
 */
export function withReferences(
  questions: readonly BenchmarkQuestion[],
  answers: readonly ModelAnswer[],
): { questions: BenchmarkQuestion[]; unknown: string[] } {
  const given = new Map(answers.map(toGivenAnswer).map(({ questionId, turns }) => [questionId, [...turns]]));
  const known = new Set(questions.map(({ questionId }) => questionId));
  return {
    questions: questions.map((question) => ({
      ...question,
      reference: given.get(question.questionId) ?? question.reference,
    })),
    unknown: [...given.keys()].filter((id) => !known.has(id)),
  };
}
