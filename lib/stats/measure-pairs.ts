import type { Figure } from "./figure";
import { type AgreementOptions, measureAgreement } from "./measure-agreement";
import type { Rating } from "./ratings-table";

export type PairAgreement = { first: string; second: string; items: number; raw: Figure; cohen: Figure };

/** Agreement of every two raters who judged an item together, those with most items first. */
export function measurePairs(ratings: readonly Rating[], options: AgreementOptions = {}): PairAgreement[] {
  const byRater = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const theirs = byRater.get(rating.rater);
    if (theirs) theirs.push(rating);
    else byRater.set(rating.rater, [rating]);
  }
  const raters = [...byRater.keys()].sort();
  const pairs = raters.flatMap((first, i) =>
    raters.slice(i + 1).flatMap((second) => {
      const theirs = [...(byRater.get(first) ?? []), ...(byRater.get(second) ?? [])];
      const { pairable, raw, cohen } = measureAgreement(theirs, options);
      return pairable === 0 ? [] : [{ first, second, items: pairable, raw, cohen }];
    }),
  );
  return pairs.sort((a, b) => b.items - a.items);
}
