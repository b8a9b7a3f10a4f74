import { must } from "@/lib/base/assert";
import type { Ballot } from "@/lib/contract/endpoints/ballots";
import { findShownBallot } from "@/lib/data/judging/shown";
import type { Queryable } from "@/lib/data/sql";
import type { Round } from "@/lib/domain/judging/candidate";
import { maskNames } from "@/lib/domain/judging/mask-names";

/**
 * A ballot as its rater sees it: two columns of text. Nothing that tells one candidate from another leaves this
 * function: no id, no name, no time, no token count; names within the answers are hidden.
 */
export async function viewBallot(ballotId: string, on?: Queryable): Promise<Ballot> {
  const shown = must(await findShownBallot(ballotId, on), "the ballot");
  const { ballot: row, item, names } = shown;
  const first = hideNames(shown.first, names);
  const second = shown.second && hideNames(shown.second, names);
  const isAnswers =
    second !== null && item.turns.length > 0 && sharesQuestions(first.rounds, second.rounds, item.turns);
  return {
    id: row.id,
    evaluationId: row.evaluationId,
    status: row.status,
    number: row.ordinal + 1,
    category: item.category,
    question: isAnswers ? item.turns : [],
    left: row.isSwapped && second ? second : first,
    right: row.isSwapped && second ? first : second,
    hasReference: item.hasReference,
    vote: row.vote,
    isRevealed: row.revealedAt !== null,
    seconds: row.seconds,
    leaseUntil: row.leaseUntil,
  };
}

/** True where both sides were asked the item's own questions, so that these stand above them once. */
function sharesQuestions(left: Round[], right: Round[], turns: string[]): boolean {
  const asked = (rounds: Round[]) => rounds.length <= turns.length && rounds.every(({ user }, i) => user === turns[i]);
  return asked(left) && asked(right);
}

function hideNames(rounds: Round[], names: string[]): { rounds: Round[]; isMasked: boolean } {
  let found = 0;
  const hidden = rounds.map(({ user, assistant }) => {
    const masked = maskNames(assistant, names);
    found += masked.found;
    return { user, assistant: masked.text };
  });
  return { rounds: hidden, isMasked: found > 0 };
}
