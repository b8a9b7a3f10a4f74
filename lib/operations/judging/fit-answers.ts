import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { NewExhibit } from "@/lib/data/judging/exhibits";
import { checkAnswers } from "@/lib/domain/judging/check-answers";
import type { Round } from "@/lib/domain/judging/contender";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { openingKey } from "@/lib/domain/judging/match-dialogues";
import { modelAnswerSchema, toGivenAnswer } from "@/lib/formats/fastchat/model-answer";
import { gatherLines, readJsonLines } from "@/lib/formats/json-lines";
import { readShareGpt } from "@/lib/formats/read-share-gpt";
import { refuseLines } from "./refuse-lines";

/** What of a file fits an evaluation, with the items that it brings along, and what does not, in words. */
type Fitting = { exhibits: NewExhibit[]; items: Omit<EvaluationItem, "position">[]; notes: string[] };

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

/** Dialogues as ShareGPT: matched by their opening, or where each stands alone, with an item of its own. */
export async function fitDialogues(
  text: string,
  items: EvaluationItem[],
  contenderId: string,
  kind: "dialogues" | "turing",
): Promise<Fitting> {
  const { dialogues, errors } = readShareGpt(text);
  refuseLines(errors, "text");
  if (kind === "turing") {
    const own = dialogues.map(({ rounds }) => {
      const turns = [rounds[0]?.user ?? ""];
      return { id: newId("evaluationItem"), questionId: null, category: "", turns, reference: null };
    });
    const exhibits = dialogues.map(({ rounds, record }, i) => {
      return { itemId: own[i]?.id ?? "", contenderId, rounds, record };
    });
    return { exhibits, items: own, notes: [] };
  }
  const byOpening = new Map(items.map((item) => [openingKey([{ user: item.turns[0] ?? "", assistant: "" }]), item]));
  const exhibits = dialogues.flatMap(({ rounds, record }) => {
    const item = byOpening.get(openingKey(rounds));
    return item ? [{ itemId: item.id, contenderId, rounds, record }] : [];
  });
  const unmatched = dialogues.length - exhibits.length;
  if (exhibits.length === 0)
    throw new AppError(
      "invalid",
      "No dialogue of this file begins with a question of this evaluation. Nothing was stored.",
    );
  const notes =
    unmatched > 0 ? [`${unmatched} dialogues begin with no question of this evaluation and are left out.`] : [];
  return { exhibits, items: [], notes };
}
