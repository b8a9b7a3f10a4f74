import { must } from "@/lib/base/assert";
import type { Ballot } from "@/lib/contract/endpoints/ballots";
import { findShownBallot } from "@/lib/data/judging/shown";
import type { Queryable } from "@/lib/data/sql";
import type { Round } from "@/lib/domain/judging/candidate";
import type { HiddenNames } from "@/lib/domain/judging/names/hidden-names";
import { hiddenNames } from "./hidden-names";

/**
 * A ballot as its rater sees it: two columns of text. Nothing that tells one candidate from another leaves this
 * function: no id, no name, no time, no token count; names within the answers are hidden.
 */
export async function viewBallot(ballotId: string, on?: Queryable): Promise<Ballot> {
  const shown = must(await findShownBallot(ballotId, on), "the ballot");
  const { ballot: row, item } = shown;
  const isAnswers =
    shown.second !== null && item.turns.length > 0 && sharesQuestions(shown.first, shown.second, item.turns);
  const names = hiddenNames(shown.names);
  const first = hideNames(shown.first, names, isAnswers);
  const second = shown.second && hideNames(shown.second, names, isAnswers);
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

/** What both were asked stays as it is; in a dialogue both speakers may name themselves. */
function hideNames(rounds: Round[], names: HiddenNames, isAnswers: boolean): { rounds: Round[]; isMasked: boolean } {
  let found = 0;
  const masked = (text: string) => {
    const { text: rest, found: here } = names.mask(text);
    found += here;
    return rest;
  };
  const hidden = rounds.map(({ user, assistant }) => {
    return { user: isAnswers ? user : masked(user), assistant: masked(assistant) };
  });
  return { rounds: hidden, isMasked: found > 0 };
}
