import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { EvaluationResponse } from "@/lib/data/judging/responses";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { Round } from "@/lib/domain/judging/candidate";
import { type Choice, type GoldOutcome, outcomeOf } from "@/lib/domain/judging/vote";
import { type EveryVote, winnerOf } from "@/lib/formats/every-vote";
import { newHumanVote } from "@/lib/formats/fastchat/human-vote";
import type { FigureRow } from "@/lib/formats/results-csv";
import type { Figure } from "@/lib/stats/figure";
import { type About, lookUp } from "./fastchat-records";
import { countedVotes } from "./vote-battles";

/** What the figures are of, as the page shows it. */
export type Shown = {
  evaluation: string;
  at: Date;
  turn: number | undefined;
  category: string | undefined;
  ties: string;
  intervals: string;
};

/**
 * All figures of a view of results: what each is, of whom, its value with the 95 % interval and n, or in `note` why there
 * is none.
 */
export function figureRows(results: EvaluationResults, shown: Shown): FigureRow[] {
  const name = (id: string) => results.candidates.find((one) => one.id === id)?.name ?? id;
  const source = results.sources.find(({ id }) => id === results.source)?.name ?? results.source;
  const rows: FigureRow[] = [];
  const add = (measure: string, candidate: string, against: string, category: string, figure: Figure) => {
    const of = { measure, source, candidate, against, category };
    const { low = "", high = "" } = figure.ok ? (figure.interval ?? {}) : {};
    if (figure.ok) rows.push({ ...of, value: figure.value, low, high, n: figure.n, note: figure.why ?? "" });
    else rows.push({ ...of, value: "", low: "", high: "", n: "", note: figure.reason });
  };
  const told = (measure: string, value: string | number, note = "") =>
    rows.push({ measure, source, candidate: "", against: "", category: "", value, low: "", high: "", n: "", note });
  told("evaluation", shown.evaluation);
  told("date", shown.at.toISOString());
  told("question", shown.turn ?? "on the whole");
  told("only category", shown.category ?? "all");
  told("ties in ratings", shown.ties);
  told("intervals of ratings", shown.intervals);
  for (const [measure, n] of Object.entries(results.n)) told(measure, n);
  for (const { reason, count } of results.leftOut) told("left out", count, reason);
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
  for (const { category, ties, winRates } of results.categories) {
    add("ties", "", "", category, ties);
    for (const { candidateId, adjusted, decided } of winRates) {
      add("adjusted win rate", name(candidateId), "", category, adjusted);
      add("win rate of decided votes", name(candidateId), "", category, decided);
    }
  }
  for (const { label, winRates } of results.criteria)
    for (const { candidateId, adjusted, decided } of winRates) {
      add(`adjusted win rate by ${label}`, name(candidateId), "", "", adjusted);
      add(`win rate of decided votes by ${label}`, name(candidateId), "", "", decided);
    }
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
  const { people } = results.agreement;
  add("raw agreement of people", "", "", "", people.raw);
  add("Cohen's kappa of people", "", "", "", people.cohen);
  add("Fleiss' kappa of people", "", "", "", people.fleiss);
  add("Krippendorff's alpha of people", "", "", "", people.alpha);
  for (const { name: rater, votes, secondsEach } of results.raters) {
    told(`votes of ${rater}`, votes);
    told(`seconds for a vote of ${rater}`, secondsEach ?? "");
  }
  for (const { person, accuracy } of results.gold) add(`known outcomes told by ${person.name}`, "", "", "", accuracy);
  for (const { name: rater, consistent, leftShare } of results.positions) {
    add(`same answer with sides exchanged by ${rater}`, "", "", "", consistent);
    add(`share for the left or first by ${rater}`, "", "", "", leftShare);
  }
  return rows;
}

/** All that raters said: with what they saw, what they added, and why figures leave a vote out. */
export function* everyVoteRecords(about: About, votes: readonly VoteRow[]): Generator<EveryVote> {
  const { questionId, name } = lookUp(about);
  const counted = new Set(countedVotes(votes).map(({ ballotId }) => ballotId));
  for (const row of votes) {
    const { vote, isSwapped } = row;
    const [first, second] = [name(row.firstId), row.secondId === null ? null : name(row.secondId)];
    const said = (choice: Choice) => winnerOf(outcomeOf(choice, isSwapped));
    const ofPair = vote.kind === "pair" ? vote : null;
    yield {
      question_id: questionId(row.itemId),
      category: row.category,
      kind: vote.kind,
      model_a: first,
      model_b: second,
      left: second === null ? null : isSwapped ? second : first,
      winner: vote.kind === "pair" ? said(vote.choice) : winnerOf(vote.choice),
      rounds: (ofPair?.rounds ?? []).map((choice) => choice && said(choice)),
      criteria: Object.fromEntries(Object.entries(ofPair?.criteria ?? {}).map(([key, choice]) => [key, said(choice)])),
      strength: vote.strength,
      reason: vote.reason,
      seconds: row.seconds,
      judge: row.personId,
      judge_name: row.personName,
      vote_id: row.ballotId,
      repeats: row.repeatsId,
      counts: counted.has(row.ballotId),
      late: row.status === "late",
      known_outcome: row.gold === null ? null : winnerOf(row.gold as GoldOutcome),
      tstamp: row.votedAt.getTime() / 1_000,
    };
  }
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
