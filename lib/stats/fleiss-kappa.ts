import { type Estimate, estimated, undefinedFor } from "./figure";

/**
 * Fleiss' kappa: agreement beyond chance when every item was judged by the same number of raters, not always the same
 * people. `counts[i][v]` raters gave item `i` the value `v`; `weights[i]` counts an item so many times.
 *
 * Undefined without items, with fewer than two raters, when items have different numbers of raters, and when all
 * judgements are the same value. Source: Fleiss (1971), Psychological Bulletin 76:378–382.
 */
export function fleissKappa(counts: readonly (readonly number[])[], weights?: readonly number[]): Estimate {
  const raters = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (raters < 2) return undefinedFor("Needs an item that two people judged.");
  const totals = (counts[0] ?? []).map(() => 0);
  let agreeing = 0;
  let items = 0;
  for (const [i, row] of counts.entries()) {
    const weight = weights?.[i] ?? 1;
    let ofItem = 0;
    row.forEach((count, v) => {
      ofItem += count;
      agreeing += weight * count * (count - 1);
      totals[v] = (totals[v] ?? 0) + weight * count;
    });
    if (ofItem !== raters)
      return undefinedFor("Items were judged by different numbers of people; Krippendorff's alpha allows that.");
    items += weight;
  }
  if (items === 0) return undefinedFor("Needs an item that two people judged.");
  const observed = agreeing / (items * raters * (raters - 1));
  const expected = totals.reduce((sum, total) => sum + (total / (items * raters)) ** 2, 0);
  if (totals.filter((total) => total > 0).length < 2)
    return undefinedFor("All judgements are the same, so agreement cannot be told from chance.");
  return estimated((observed - expected) / (1 - expected));
}
