import { type Estimate, estimated, undefinedFor } from "./figure";

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
