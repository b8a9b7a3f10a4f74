import { bootstrapInterval } from "./bootstrap";
import type { Figure } from "./figure";

/**
 * The mean of one number per item, with a percentile bootstrap interval over items. Undefined over nothing; no interval
 * for fewer than 5 items. The same seed gives the same interval.
 */
export function meanFigure(values: readonly number[], { seed = 1, rounds = 1_000 } = {}): Figure {
  if (values.length === 0) return { ok: false, reason: "Nothing was scored yet." };
  const kinds = [...new Set(values)];
  const alike = kinds.map((kind) => values.filter((value) => value === kind).length);
  const mean = (counts: readonly number[]) => {
    const n = counts.reduce((sum, count) => sum + count, 0);
    return n === 0 ? null : counts.reduce((sum, count, i) => sum + count * (kinds[i] ?? 0), 0) / n;
  };
  const value = mean(alike) ?? 0;
  return { ok: true, value, ...bootstrapInterval(alike, mean, { seed, rounds }), n: values.length };
}
