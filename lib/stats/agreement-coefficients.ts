import { type Estimate, estimated, undefinedFor } from "./figure";

export type KappaWeights = "none" | "linear" | "quadratic";

/**
 * Cohen's kappa of two raters: agreement beyond what their own frequencies would bring by chance; 1 = perfect, 0 =
 * chance. `table[a][b]` items got value `a` from the first and `b` from the second rater, values in order. Weights
 * forgive near misses: `scale` says where each value stands, by its place among the values unless given.
 *
 * Undefined without items, and when both gave one and the same value throughout (chance alone explains everything).
 * Source: Cohen (1960), Educational and Psychological Measurement 20:37–46; weighted: Cohen (1968), Psychological
 * Bulletin 70:213–220.
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  weights: KappaWeights = "none",
  scale: readonly number[] = table.map((_, place) => place),
): Estimate {
  const size = table.length;
  const ofFirst = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const ofSecond = table.map((_, b) => table.reduce((sum, row) => sum + (row[b] ?? 0), 0));
  const total = ofFirst.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefinedFor("Needs an item that both judged.");
  let observed = 0;
  let expected = 0;
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) {
      const cost = a === b ? 0 : disagreement((scale[a] ?? 0) - (scale[b] ?? 0), weights);
      observed += cost * (table[a]?.[b] ?? 0);
      expected += (cost * (ofFirst[a] ?? 0) * (ofSecond[b] ?? 0)) / total;
    }
  if (expected === 0)
    return undefinedFor("Both gave the same value throughout, so agreement cannot be told from chance.");
  return estimated(1 - observed / expected);
}

function disagreement(apart: number, weights: KappaWeights): number {
  if (weights === "none") return 1;
  return weights === "linear" ? Math.abs(apart) : apart * apart;
}

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

/** How far apart two values are: only different or not, by rank, or by difference. */
export type Level = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's alpha: 1 - observed / expected disagreement, for any number of raters and with judgements missing.
 * `counts[i][v]` raters gave item `i` the value `values[v]` (ascending where the level is ordered); items with fewer
 * than two judgements count for nothing; `weights[i]` counts an item so many times.
 *
 * Undefined without an item that two people judged, and when all judgements are the same value. `interval` needs
 * numbers. Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania.
 */
export function krippendorffAlpha(
  counts: readonly (readonly number[])[],
  { values, level, weights }: { values: readonly (string | number)[]; level: Level; weights?: readonly number[] },
): Estimate {
  if (level === "interval" && values.some((value) => typeof value !== "number"))
    return undefinedFor("Differences need numbers, and these values are names.");
  const size = values.length;
  const coincidences = new Float64Array(size * size);
  const totals = new Float64Array(size);
  let total = 0;
  counts.forEach((row, i) => {
    const weight = weights?.[i] ?? 1;
    const raters = row.reduce((sum, count) => sum + count, 0);
    if (raters < 2 || weight === 0) return;
    total += weight * raters;
    for (let a = 0; a < size; a++) {
      const ofA = row[a] ?? 0;
      if (ofA === 0) continue;
      totals[a] = (totals[a] ?? 0) + weight * ofA;
      for (let b = 0; b < size; b++) {
        const pairs = ofA * ((row[b] ?? 0) - (a === b ? 1 : 0));
        coincidences[a * size + b] = (coincidences[a * size + b] ?? 0) + (weight * pairs) / (raters - 1);
      }
    }
  });
  if (total === 0) return undefinedFor("Needs an item that two people judged.");
  let observed = 0;
  let expected = 0;
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++) {
      const apart = distance(a, b, totals, values, level);
      observed += (coincidences[a * size + b] ?? 0) * apart;
      expected += (totals[a] ?? 0) * (totals[b] ?? 0) * apart;
    }
  if (expected === 0) return undefinedFor("All judgements are the same, so agreement cannot be told from chance.");
  return estimated(1 - ((total - 1) * observed) / expected);
}

/** The squared difference function of the level, for places `a` < `b`. */
function distance(a: number, b: number, totals: Float64Array, values: readonly (string | number)[], level: Level) {
  if (level === "nominal") return 1;
  if (level === "interval") return (Number(values[a]) - Number(values[b])) ** 2;
  let between = -((totals[a] ?? 0) + (totals[b] ?? 0)) / 2;
  for (let at = a; at <= b; at++) between += totals[at] ?? 0;
  return between ** 2;
}
