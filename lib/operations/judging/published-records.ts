import type { NewImportedVote, NewJudgment } from "@/lib/data/judging/import-judgments";
import type { Candidate } from "@/lib/domain/judging/candidate";
import { inOrder, type Locator } from "@/lib/domain/judging/locate";
import type { PairOutcome } from "@/lib/domain/judging/vote";
import { type HumanVote, toVote } from "@/lib/formats/fastchat/human-vote";
import { type PairJudgment, toGames } from "@/lib/formats/fastchat/judgment-pair";
import { type SingleJudgment, toScored } from "@/lib/formats/fastchat/judgment-single";

/** A record of a file and the line that it stands on. */
type Read<T> = { line: number; value: T };

/** A judgment of a file, and who judged. */
export type Found = { judge: string; judgment: NewJudgment };

/** Judgments of single answers: FastChat's JUDGE_single.jsonl. */
export function singlesOf(records: readonly Read<SingleJudgment>[], find: Locator): Found[] {
  return records.flatMap(({ value: record }) => {
    const { questionId, judge, promptName, turn, model, score, text: said } = toScored(record);
    const [itemId, firstId] = [find.itemId(questionId), find.candidateId(model)];
    if (!itemId || !firstId) return [];
    const error = score === null ? "No score could be read, says the file." : null;
    const place = { itemId, firstId, secondId: null, turn, game: 0 as const };
    return [{ judge, judgment: { ...place, promptName, text: said, verdict: null, score, error, record } }];
  });
}

/** Judgments of pairs, both games: FastChat's JUDGE_pair.jsonl. */
export function pairsOf(
  records: readonly Read<PairJudgment>[],
  find: Locator,
  candidates: readonly Candidate[],
): Found[] {
  return records.flatMap(({ value: record }) => {
    const { questionId, judge, promptName, turn, first, second, games, texts } = toGames(record);
    const itemId = find.itemId(questionId);
    const [one, other] = [find.candidateId(first), find.candidateId(second)];
    if (!itemId || !one || !other) return [];
    const { firstId, secondId, isExchanged } = inOrder(one, other, candidates);
    return games.map((found, i): Found => {
      // Game 1 showed model_1 as A; where model_1 is our second candidate that was our game 2.
      const game = (i === 0) === isExchanged ? 2 : 1;
      const verdict = isExchanged ? exchanged(found) : found;
      const error = verdict === null ? "No verdict could be read, says the file." : null;
      const place = { itemId, firstId, secondId, turn, game } as const;
      return { judge, judgment: { ...place, promptName, text: texts[i] ?? null, verdict, score: null, error, record } };
    });
  });
}

/** People's votes: MT-Bench's human judgments, or Arena's. Those that were not blind are left out. */
export function votesOf(
  records: readonly Read<HumanVote>[],
  find: Locator,
  candidates: readonly Candidate[],
): NewImportedVote[] {
  return records.flatMap(({ value: record, line }) => {
    const { questionId, first, second, outcome, rater, turn, isBlind } = toVote(record);
    const itemId = find.itemId(questionId);
    const [one, other] = [find.candidateId(first), find.candidateId(second)];
    if (!isBlind || !itemId || !one || !other || one === other) return [];
    const { firstId, secondId, isExchanged } = inOrder(one, other, candidates);
    const said: PairOutcome = isExchanged ? (exchanged(outcome) ?? outcome) : outcome;
    // A rater without a name counts as a different person in each line.
    return [{ itemId, firstId, secondId, outcome: said, rater: rater || `line ${line}`, turn, record }];
  });
}

function exchanged<V extends string | null>(verdict: V): V {
  return (verdict === "first" ? "second" : verdict === "second" ? "first" : verdict) as V;
}
