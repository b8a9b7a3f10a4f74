import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { EvaluationResponse } from "@/lib/data/judging/responses";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { Round } from "@/lib/domain/judging/candidate";
import { type Choice, outcomeOf } from "@/lib/domain/judging/vote";
import { newHumanVote } from "@/lib/formats/fastchat/human-vote";
import type { FigureRow } from "@/lib/formats/results-csv";
import type { Figure } from "@/lib/stats/figure";
import { type About, lookUp } from "./fastchat-records";
import { countedVotes } from "./vote-battles";

/**
 * All figures of a view of results: what each is, of whom, its value with the 95 % interval and n, or in `note` why there
 * is none.
 */
export function figureRows(results: EvaluationResults): FigureRow[] {
  const name = (id: string) => results.candidates.find((one) => one.id === id)?.name ?? id;
  const source = results.sources.find(({ id }) => id === results.source)?.name ?? results.source;
  const rows: FigureRow[] = [];
  const add = (measure: string, candidate: string, against: string, category: string, figure: Figure) => {
    const of = { measure, source, candidate, against, category };
    const { low = "", high = "" } = figure.ok ? (figure.interval ?? {}) : {};
    if (figure.ok) rows.push({ ...of, value: figure.value, low, high, n: figure.n, note: figure.why ?? "" });
    else rows.push({ ...of, value: "", low: "", high: "", n: "", note: figure.reason });
  };
  const { ratings } = results;
  if (ratings.ok)
    for (const { candidateId, rating } of ratings.rated)
      add(`rating (${ratings.ties})`, name(candidateId), "", "", rating);
  for (const { candidateId, adjusted, decided } of results.winRates) {
    add("adjusted win rate", name(candidateId), "", "", adjusted);
    add("win rate of decided votes", name(candidateId), "", "", decided);
  }
  for (const { firstId, secondId, adjusted, decided } of results.headToHeadPairs) {
    add("adjusted win rate", name(firstId), name(secondId), "", adjusted);
    add("win rate of decided votes", name(firstId), name(secondId), "", decided);
  }
  for (const { category, winRates } of results.categories)
    for (const { candidateId, adjusted } of winRates)
      add("adjusted win rate", name(candidateId), "", category, adjusted);
  for (const { candidateId, share } of results.takenForHuman) add("taken for human", name(candidateId), "", "", share);
  for (const { judge, rows: scores } of results.scores)
    for (const { candidateId, category, first, second, mean } of scores) {
      add(`score of turn 1 by ${judge}`, name(candidateId), "", category ?? "", first);
      add(`score of turn 2 by ${judge}`, name(candidateId), "", category ?? "", second);
      add(`mean score by ${judge}`, name(candidateId), "", category ?? "", mean);
    }
  for (const { kind, source: of, s1, s2 } of results.agreement.votes) {
    add(`agreement S1 (${kind})`, of ?? "", "", "", s1);
    add(`agreement S2 (${kind})`, of ?? "", "", "", s2);
  }
  return rows;
}

/** People's votes, on the whole and, where they were asked for, on each question. */
export function* voteRecords(about: About, votes: readonly VoteRow[], responses: readonly EvaluationResponse[]) {
  const { questionId, name } = lookUp(about);
  const texts = new Map(responses.map(({ itemId, candidateId, rounds }) => [`${itemId} ${candidateId}`, rounds]));
  for (const { itemId, firstId, secondId, vote, isSwapped, personId, votedAt } of countedVotes(votes)) {
    if (vote.kind !== "pair" || secondId === null) continue;
    const sides = [firstId, secondId].map((id) => texts.get(`${itemId} ${id}`) ?? []) as [Round[], Round[]];
    const record = (choice: Choice, turn: number) =>
      newHumanVote({
        questionId: questionId(itemId),
        first: name(firstId),
        second: name(secondId),
        outcome: outcomeOf(choice, isSwapped),
        judge: personId,
        turn,
        language: null,
        at: votedAt,
        conversations: [messagesOf(sides[0]), messagesOf(sides[1])],
      });
    for (const [i, choice] of vote.rounds.entries()) if (choice) yield record(choice, i + 1);
    if (vote.rounds.length === 0) yield record(vote.choice, Math.max(1, sides[0].length));
  }
}

function messagesOf(rounds: readonly Round[]) {
  return rounds.flatMap(({ user, assistant }) => [
    { role: "user" as const, content: user },
    { role: "assistant" as const, content: assistant },
  ]);
}
