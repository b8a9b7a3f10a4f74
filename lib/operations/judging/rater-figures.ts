import type { EvaluationResults } from "@/lib/contract/endpoints/evaluation-results";
import type { VoteRow } from "@/lib/data/judging/votes";
import type { Candidate } from "@/lib/domain/judging/candidate";
import { outcomeOf } from "@/lib/domain/judging/vote";
import { agreementWithMajority } from "@/lib/eval/vote-agreement";
import { clusteredShare, wilsonShare } from "@/lib/stats/intervals";
import { battlesOfVotes } from "./vote-battles";

/** What a vote says, with both kinds of tie as one: whether a vote is right does not depend on the kind of tie. */
function saidBy({ vote, isSwapped }: Pick<VoteRow, "vote" | "isSwapped">): string {
  if (vote.kind === "turing") return vote.choice;
  return tieAsOne(outcomeOf(vote.choice, isSwapped));
}

function tieAsOne(outcome: string): string {
  return outcome === "both_bad" ? "tie" : outcome;
}

/** Each rater's accuracy on comparisons with a known outcome. */
export function goldAccuracies(votes: readonly VoteRow[]): EvaluationResults["gold"] {
  return byPerson(votes.filter(({ gold }) => gold !== null)).map(({ person, own }) => {
    const right = own.filter((vote) => saidBy(vote) === tieAsOne(vote.gold ?? "")).length;
    return { person, accuracy: wilsonShare(right, own.length) };
  });
}

/**
 * How often each rater said the same of a comparison when its sides were exchanged, and how often they decided for the
 * left: half where they do not mind the side.
 */
export function raterPositions(votes: readonly VoteRow[]): EvaluationResults["positions"] {
  const byId = new Map(votes.map((vote) => [vote.ballotId, vote]));
  return byPerson(votes).map(({ person, own }) => {
    const repeats = own.flatMap((vote) => {
      const before = byId.get(vote.repeatsId ?? "");
      return before ? [saidBy(before) === saidBy(vote)] : [];
    });
    const choices = own.map(({ vote }) => vote.choice);
    const left = choices.filter((choice) => choice === "left").length;
    const right = choices.filter((choice) => choice === "right").length;
    return {
      source: person.id,
      name: person.name,
      consistent: wilsonShare(repeats.filter(Boolean).length, repeats.length),
      leftShare: wilsonShare(left, left + right),
    };
  });
}

/** How often each candidate's user was taken for a person; items are taken for independent, not votes. */
export function takenForHuman(
  votes: readonly VoteRow[],
  candidates: readonly Candidate[],
): EvaluationResults["takenForHuman"] {
  return candidates.map(({ id, source }) => {
    const items = new Map<string, { part: number; n: number }>();
    for (const { itemId, firstId, vote } of votes) {
      if (firstId !== id || vote.kind !== "turing") continue;
      const { part, n } = items.get(itemId) ?? { part: 0, n: 0 };
      items.set(itemId, { part: part + (vote.choice === "human" ? 1 : 0), n: n + 1 });
    }
    return { candidateId: id, isHuman: source.kind === "human", share: clusteredShare([...items.values()]) };
  });
}

/** Who voted how often, their median time for a vote, and how far they vote as most do. `counted`: what is not left out; `stays`: who. */
export function ratersOf(
  votes: readonly VoteRow[],
  counted: readonly VoteRow[],
  stays: ReadonlySet<string>,
): EvaluationResults["raters"] {
  const battles = battlesOfVotes(votes);
  const others = battlesOfVotes(counted);
  return byPerson(votes).map(({ person, own }) => {
    const seconds = own.map((vote) => vote.seconds).sort((a, b) => a - b);
    const middle = seconds.length / 2;
    const median = ((seconds[Math.floor(middle)] ?? 0) + (seconds[Math.ceil(middle) - 1] ?? 0)) / 2;
    const theirs = battles.filter(({ rater }) => rater === person.id);
    const agreement = agreementWithMajority(theirs, others, "S1");
    const secondsEach = own.length === 0 ? null : median;
    return { ...person, votes: own.length, secondsEach, agreement, isLeftOut: !stays.has(person.id) };
  });
}

function byPerson(votes: readonly VoteRow[]): { person: { id: string; name: string }; own: VoteRow[] }[] {
  const people = new Map<string, VoteRow[]>();
  for (const vote of votes) {
    const known = people.get(vote.personId);
    if (known) known.push(vote);
    else people.set(vote.personId, [vote]);
  }
  return [...people].map(([id, own]) => ({ person: { id, name: own[0]?.personName ?? "" }, own }));
}
