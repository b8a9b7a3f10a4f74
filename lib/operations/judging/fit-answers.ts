import { AppError } from "@/lib/base/app-error";
import type { NewExhibit } from "@/lib/data/judging/exhibits";
import { checkAnswers } from "@/lib/domain/judging/check-answers";
import type { Round } from "@/lib/domain/judging/contender";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { modelAnswerSchema, toGivenAnswer } from "@/lib/formats/fastchat/model-answer";
import { gatherLines, readJsonLines } from "@/lib/formats/json-lines";
import { refuseLines } from "./refuse-lines";

/** What of a file fits an evaluation, with the items that it brings along, and what does not, in words. */
export type Fitting = { exhibits: NewExhibit[]; items: Omit<EvaluationItem, "position">[]; notes: string[] };

/** FastChat's model_answer, held against the questions; for items without ids the order is the only key there is. */
export async function fitAnswers(text: string, items: EvaluationItem[], contenderId: string): Promise<Fitting> {
  const { records, errors } = await gatherLines(readJsonLines(text, modelAnswerSchema));
  refuseLines(errors, "text");
  const asked = items.map(({ questionId, position, turns }) => ({ questionId: questionId ?? `${position}`, turns }));
  const { fitting, isForBenchmark, notes } = checkAnswers(
    asked,
    records.map(({ value }) => toGivenAnswer(value)),
  );
  if (!isForBenchmark)
    throw new AppError("invalid", `${notes.join(" ")} Nothing was stored.`, { fields: { text: notes[0] ?? "" } });
  const byQuestion = new Map(items.map((item) => [item.questionId ?? `${item.position}`, item]));
  const exhibits = fitting.flatMap(({ questionId, turns, record }) => {
    const item = byQuestion.get(questionId);
    if (!item) return [];
    const rounds = item.turns.map((user, i): Round => ({ user, assistant: turns[i] ?? "" }));
    return [{ itemId: item.id, contenderId, rounds, record }];
  });
  return { exhibits, items: [], notes };
}
