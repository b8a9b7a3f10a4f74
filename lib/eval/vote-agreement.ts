import type { Figure } from "@/lib/stats/figure";
import { clusteredShare } from "@/lib/stats/intervals";
import type { Battle } from "./battle";

/**
 * Which votes are compared: `S1` all of them, both kinds of tie being one (chance is 33 %); `S2` only where both votes
 * decide (chance is 50 %).
 */
export type AgreementSetting = "S1" | "S2";

/**
 * How often two different raters vote alike on the same two answers, over all such pairs of votes; `n` is how many.
 * Items are taken for independent in the interval. Undefined where no two raters saw the same two answers. Source:
 * docs/method.md#agreement.
 */
export function agreementAmong(battles: readonly Battle[], setting: AgreementSetting): Figure {
  return shareOf(battles, (votes) => {
    const found = { part: 0, n: 0 };
    votes.forEach((one, at) => {
      for (const other of votes.slice(at + 1)) if (one.rater !== other.rater) count(found, one, other, setting);
    });
    return found;
  });
}

/** The same between raters of two kinds, such as a model judge and people: each of the one with each of the other. */
export function agreementBetween(
  ones: readonly Battle[],
  others: readonly Battle[],
  setting: AgreementSetting,
): Figure {
  const counterparts = gather(others);
  return shareOf(ones, (votes, key) => {
    const found = { part: 0, n: 0 };
    for (const one of votes)
      for (const other of counterparts.get(key) ?? []) if (one.rater !== other.rater) count(found, one, other, setting);
    return found;
  });
}

/**
 * How often each of `ones` votes as most of `others` did on the same two answers, its own rater left out; where several
 * answers have the most votes, agreeing with one of k counts 1/k. `n` is votes that had a majority to meet.
 */
export function agreementWithMajority(
  ones: readonly Battle[],
  others: readonly Battle[],
  setting: AgreementSetting,
): Figure {
  const counterparts = gather(others);
  return shareOf(ones, (votes, key) => {
    const found = { part: 0, n: 0 };
    for (const one of votes) {
      if (setting === "S2" && one.choice === tie) continue;
      const judged = (counterparts.get(key) ?? []).filter(
        ({ rater, choice }) => rater !== one.rater && (setting === "S1" || choice !== tie),
      );
      if (judged.length === 0) continue;
      const support = (choice: string) => judged.filter((other) => other.choice === choice).length;
      const choices = [...new Set(judged.map(({ choice }) => choice))];
      const most = Math.max(...choices.map(support));
      const leading = choices.filter((choice) => support(choice) === most);
      found.n += 1;
      if (leading.includes(one.choice)) found.part += 1 / leading.length;
    }
    return found;
  });
}

/** `choice` is the candidate that won, or a tie. */
type Vote = { rater: string; choice: string; item: string };
type Count = { part: number; n: number };

const tie = "";

function count(found: Count, one: Vote, other: Vote, setting: AgreementSetting): void {
  if (setting === "S2" && (one.choice === tie || other.choice === tie)) return;
  found.n += 1;
  if (one.choice === other.choice) found.part += 1;
}

function shareOf(battles: readonly Battle[], agreeing: (votes: Vote[], key: string) => Count): Figure {
  const items = new Map<string, Count>();
  for (const [key, votes] of gather(battles)) {
    const { part, n } = agreeing(votes, key);
    const item = votes[0]?.item ?? "";
    const sum = items.get(item) ?? { part: 0, n: 0 };
    items.set(item, { part: sum.part + part, n: sum.n + n });
  }
  const share = clusteredShare([...items.values()]);
  return share.ok ? share : { ok: false, reason: "No two raters voted on the same two answers." };
}

/** Votes on the same two answers to the same item. */
function gather(battles: readonly Battle[]): Map<string, Vote[]> {
  const found = new Map<string, Vote[]>();
  for (const { first, second, outcome, item, rater } of battles) {
    const key = JSON.stringify([item, ...[first, second].sort()]);
    const choice = outcome === "first" ? first : outcome === "second" ? second : tie;
    const votes = found.get(key);
    if (votes) votes.push({ rater, choice, item });
    else found.set(key, [{ rater, choice, item }]);
  }
  return found;
}
