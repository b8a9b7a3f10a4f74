import type { ImportedVoteRow, VoteRow } from "@/lib/data/judging/votes";
import { type Choice, outcomeOf } from "@/lib/domain/judging/vote";
import type { Battle } from "@/lib/eval/battle";

/** A battle with what figures are split by. `place` is the item and, for a vote on one question, which. */
export type TaggedBattle = Battle & { category: string; place: string };

/** Votes that count: in time, on what has no known outcome, and not for the second time. */
export function countedVotes(votes: readonly VoteRow[]): VoteRow[] {
  return votes.filter(({ status, gold, repeatsId }) => status === "voted" && gold === null && repeatsId === null);
}

/** What was left out of every figure, and why. */
export function leftOut(votes: readonly VoteRow[]): { reason: string; count: number }[] {
  const reasons = new Map<string, number>();
  const add = (reason: string) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const { status, gold, repeatsId } of votes) {
    if (status === "late")
      add("voted after the place was given to somebody else, after the names were told, or after the end");
    else if (gold !== null) add("on a comparison with a known outcome");
    else if (repeatsId !== null) add("the same comparison again with its sides exchanged");
  }
  return [...reasons].map(([reason, count]) => ({ reason, count }));
}

/** People's votes as battles: on the whole, on one round (from 1), or by one criterion. */
export function battlesOfVotes(
  votes: readonly VoteRow[],
  by: { turn?: number; criterion?: string } = {},
): TaggedBattle[] {
  return votes.flatMap(({ vote, isSwapped, itemId, firstId, secondId, personId, category }) => {
    if (vote.kind !== "pair" || secondId === null) return [];
    const choice = choiceBy(vote, by);
    if (!choice) return [];
    const place = by.turn === undefined ? itemId : `${itemId}#${by.turn}`;
    const outcome = outcomeOf(choice, isSwapped);
    return [{ item: itemId, place, category, first: firstId, second: secondId, outcome, rater: personId }];
  });
}

/** Votes from files; without a turn all of them, each question for itself. */
export function battlesOfImported(votes: readonly ImportedVoteRow[], turn?: number): TaggedBattle[] {
  return votes
    .filter((vote) => turn === undefined || vote.turn === turn)
    .map(({ itemId, firstId, secondId, outcome, rater, category, turn: on }) => {
      const place = `${itemId}#${on}`;
      return { item: itemId, place, category, first: firstId, second: secondId, outcome, rater };
    });
}

/** For agreement, which compares only votes on the very same question. */
export function byPlace(battles: readonly TaggedBattle[]): Battle[] {
  return battles.map((battle) => ({ ...battle, item: battle.place }));
}

function choiceBy(
  vote: { choice: Choice; rounds: (Choice | null)[]; criteria: Record<string, Choice> },
  { turn, criterion }: { turn?: number; criterion?: string },
): Choice | null {
  if (criterion !== undefined) return vote.criteria[criterion] ?? null;
  return turn === undefined ? vote.choice : (vote.rounds[turn - 1] ?? null);
}
