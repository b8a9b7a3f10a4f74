import type { WholeJudgmentRow } from "@/lib/data/judging/judgments";
import type { EvaluationResponse } from "@/lib/data/judging/responses";
import type { Candidate } from "@/lib/domain/judging/candidate";
import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { newPairJudgment } from "@/lib/formats/fastchat/judgment-pair";
import { newSingleJudgment } from "@/lib/formats/fastchat/judgment-single";
import { newModelAnswer } from "@/lib/formats/fastchat/model-answer";
import { toQuestionId } from "@/lib/formats/fastchat/question";

export type About = { items: readonly EvaluationItem[]; candidates: readonly Candidate[] };

const questionIdOf = ({ questionId, position }: EvaluationItem) => toQuestionId(questionId ?? `${position}`);

/** Finds how files name a question or a candidate. */
export function lookUp({ items, candidates }: About) {
  const byItem = new Map(items.map((item) => [item.id, item]));
  const byCandidate = new Map(candidates.map(({ id, name }) => [id, name]));
  return {
    questionId: (itemId: string) => {
      const item = byItem.get(itemId);
      return item ? questionIdOf(item) : itemId;
    },
    name: (id: string | null) => byCandidate.get(id ?? "") ?? "",
  };
}

/** Right answers, as a model called `reference` would have given them. */
export function* referenceRecords(items: readonly EvaluationItem[]) {
  for (const item of items)
    if (item.reference)
      yield newModelAnswer({
        questionId: questionIdOf(item),
        answerId: item.id,
        modelId: "reference",
        turns: item.reference,
        at: new Date(0),
      });
}

/** A candidate's answers, in the order of the questions. */
export function* answerRecords(
  items: readonly EvaluationItem[],
  { id, name }: Candidate,
  responses: readonly EvaluationResponse[],
) {
  const own = new Map(responses.filter(({ candidateId }) => candidateId === id).map((one) => [one.itemId, one]));
  for (const item of items) {
    const response = own.get(item.id);
    if (!response) continue;
    const ids = { questionId: questionIdOf(item), answerId: `${item.id}.${id}`, modelId: name };
    const turns = response.rounds.map(({ assistant }) => assistant);
    yield response.record ?? newModelAnswer({ ...ids, turns, at: response.endedAt });
  }
}

const callOf = ({ request, text }: WholeJudgmentRow) => ({ prompt: request?.user ?? "", text });

/** A judge's scores; -1 where none could be read, as FastChat writes it. */
export function* singleRecords(about: About, rows: readonly WholeJudgmentRow[]) {
  const { questionId, name } = lookUp(about);
  for (const row of rows)
    yield row.record ??
      newSingleJudgment({
        questionId: questionId(row.itemId),
        model: name(row.firstId),
        judge: row.judge,
        turn: row.turn,
        promptName: row.promptName ?? "",
        score: row.score,
        at: row.endedAt,
        call: callOf(row),
      });
}

/** A judge's pairs, one record for both games; a pair of which a game is missing is not written. */
export function* pairRecords(about: About, rows: readonly WholeJudgmentRow[]) {
  const { questionId, name } = lookUp(about);
  const pairs = new Map<string, WholeJudgmentRow[]>();
  for (const row of rows) {
    const key = [row.judgeRunId, row.itemId, row.firstId, row.secondId, row.turn].join(" ");
    pairs.set(key, [...(pairs.get(key) ?? []), row]);
  }
  for (const games of pairs.values()) {
    const [one, other] = [1, 2].map((game) => games.find((row) => row.game === game));
    if (!one || !other) continue;
    yield one.record ??
      newPairJudgment({
        questionId: questionId(one.itemId),
        first: name(one.firstId),
        second: name(one.secondId),
        judge: one.judge,
        promptName: one.promptName ?? "",
        turn: one.turn,
        at: other.endedAt,
        games: [one.verdict, other.verdict],
        calls: [callOf(one), callOf(other)],
      });
  }
}
