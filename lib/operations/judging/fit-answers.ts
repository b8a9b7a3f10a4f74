import { AppError } from "@/lib/base/app-error";
import type { NewResponse } from "@/lib/data/judging/responses";
import type { Round } from "@/lib/domain/judging/candidate";
import { checkAnswers } from "@/lib/domain/judging/check-answers";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { type ModelAnswer, toGivenAnswer } from "@/lib/formats/fastchat/model-answer";

/** What of a file fits an evaluation, with the items that it brings along, and what does not, in words. */
export type Fitting = { responses: NewResponse[]; items: Omit<EvaluationItem, "position">[]; notes: string[] };

/** Answers of a file, held against the questions; for items without ids the order is the only key there is. */
export function fitAnswers(answers: readonly ModelAnswer[], items: EvaluationItem[], candidateId: string): Fitting {
  const asked = items.map(({ questionId, position, turns }) => ({ questionId: questionId ?? `${position}`, turns }));
  const { fitting, isForBenchmark, notes } = checkAnswers(asked, answers.map(toGivenAnswer));
  if (!isForBenchmark) throw new AppError("invalid", `${notes.join(" ")} Nothing was stored.`);
  const byQuestion = new Map(items.map((item) => [item.questionId ?? `${item.position}`, item]));
  const responses = fitting.flatMap(({ questionId, turns, record }) => {
    const item = byQuestion.get(questionId);
    if (!item) return [];
    const rounds = item.turns.map((user, i): Round => ({ user, assistant: turns[i] ?? "" }));
    return [{ itemId: item.id, candidateId, rounds, record }];
  });
  return { responses, items: [], notes };
}
