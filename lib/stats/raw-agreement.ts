import { type Estimate, estimated, undefinedFor } from "./figure";

/**
 * Share (0 to 1) of the pairs of raters who said the same about an item, over all pairs of all items; with the same
 * number of raters everywhere it is the observed agreement of Fleiss (1971). `counts` as in `RatingsTable`. Not
 * corrected for chance. Undefined without an item that two people judged.
 */
export function rawAgreement(counts: readonly (readonly number[])[], weights?: readonly number[]): Estimate {
  let agreeing = 0;
  let pairs = 0;
  counts.forEach((row, i) => {
    const weight = weights?.[i] ?? 1;
    let raters = 0;
    for (const count of row) {
      agreeing += weight * count * (count - 1);
      raters += count;
    }
    pairs += weight * raters * (raters - 1);
  });
  return pairs === 0 ? undefinedFor("Needs an item that two people judged.") : estimated(agreeing / pairs);
}
