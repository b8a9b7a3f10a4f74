import * as z from "zod";
import type { BenchmarkQuestion } from "@/lib/domain/judging/benchmark";
import { benchmarkQuestionSchema } from "@/lib/domain/judging/benchmark";
import type { Format, LineError } from "../format";
import { gatherLines } from "../gather-lines";
import { refuseLostLetters } from "../lost-letters";
import type { Source } from "../text/decode-text";
import { jsonLinesOf } from "./json-lines-format";

/** As published: mostly a number, sometimes a text (a conversation's id). */
export const questionIdSchema = z.union([z.int(), z.string().trim().min(1).max(200)], {
  error: "question_id is missing or neither a whole number nor a text; every record needs one",
});
export type QuestionId = z.infer<typeof questionIdSchema>;

/** A line of question.jsonl; fields that are not listed are kept. `reference` is for people, one text per turn. */
export const questionRecordSchema = z.looseObject({
  question_id: questionIdSchema,
  category: benchmarkQuestionSchema.shape.category,
  turns: benchmarkQuestionSchema.shape.turns,
  reference: benchmarkQuestionSchema.shape.reference.optional(),
});
export type QuestionRecord = z.infer<typeof questionRecordSchema>;

/** FastChat's question.jsonl. */
export const question = {
  ...jsonLinesOf(questionRecordSchema),
  id: "question",
  name: "Questions",
  use: "question.jsonl",
  subject: "questions",
  fields: {
    question_id: "a whole number, or a text",
    category: "such as writing or math",
    turns: "what the user asks, turn by turn",
    reference: "right answers, turn by turn; may be left out",
  },
} as const satisfies Format;

/**
 * Reads question.jsonl whole. An id that comes twice is an error, and so is a question with fewer turns than all the
 * others: a turn that got lost would silently be judged as a shorter question.
 */
export async function readQuestions(
  source: Source,
): Promise<{ questions: BenchmarkQuestion[]; records: QuestionRecord[]; errors: LineError[] }> {
  const { records, errors } = await gatherLines(question.read(source));
  const firstAt = new Map<string, number>();
  for (const { line, value } of records) {
    const id = String(value.question_id);
    const before = firstAt.get(id);
    if (before === undefined) firstAt.set(id, line);
    else errors.push({ line, message: `Question ${id} stands on line ${before} already; give it an id of its own.` });
  }
  errors.push(...missingTurns(records), ...refuseLostLetters(records));
  return {
    questions: records.map(({ value }) => toQuestion(value)),
    records: records.map(({ value }) => value),
    errors: errors.sort((a, b) => a.line - b.line),
  };
}

/** Questions that have fewer turns than at least nine in ten of the file. */
function missingTurns(records: { line: number; value: QuestionRecord }[]): LineError[] {
  const usual = Math.max(0, ...records.map(({ value }) => value.turns.length));
  const short = records.filter(({ value }) => value.turns.length < usual);
  if (short.length === 0 || short.length > records.length / 10) return [];
  return short.map(({ line, value }) => ({
    line,
    message: `Question ${value.question_id} has ${value.turns.length} of ${usual} turns, the others have all. Add the missing turn, or put questions of different lengths in files of their own.`,
  }));
}

export function toQuestion({ question_id, category, turns, reference }: QuestionRecord): BenchmarkQuestion {
  return { questionId: String(question_id), category, turns, reference: reference?.length ? reference : null };
}

/** The record to write; `record` is the one that was read, whose other fields are kept. */
export function toQuestionRecord(question: BenchmarkQuestion, record?: QuestionRecord): QuestionRecord {
  const { questionId, category, turns, reference } = question;
  const known = { question_id: toQuestionId(questionId, record?.question_id), category, turns };
  return { ...known, ...without(record), ...known, ...(reference ? { reference } : {}) };
}

/** A number where the id was one, or has the look of one. */
export function toQuestionId(questionId: string, before?: QuestionId): QuestionId {
  if (before !== undefined && String(before) === questionId) return before;
  return /^(0|[1-9]\d{0,14})$/.test(questionId) ? Number(questionId) : questionId;
}

function without(record: QuestionRecord | undefined): Partial<QuestionRecord> {
  const { reference: _, ...rest } = record ?? {};
  return rest;
}
