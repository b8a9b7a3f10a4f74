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
