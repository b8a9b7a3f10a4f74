import { seededRandom } from "@/lib/base/random";
import type { Figure, Interval } from "./figure";

/** An interval, or why there is none. */
export type IntervalOutcome = { interval: Interval; why: null } | { interval: null; why: string };

const fewestItems = 5;
/** The share of resamples that may be undefined before there is no interval. */
export const mostUndefined = 0.05;

/**
 * 95 % percentile interval by resampling items with replacement (Efron & Tibshirani 1993, chapter 13). Items that look
 * alike are given once: `alike[i]` items are of the kind `i`, and `statistic` gets how often each kind was drawn, or
 * returns null when it is undefined for that draw. The same seed gives the same interval.
 *
 * No interval for fewer than 5 items, and when the statistic is undefined in more than 5 % of the draws.
 */
export function bootstrapInterval(
  alike: readonly number[],
  statistic: (drawn: readonly number[]) => number | null,
  { rounds = 1_000, seed = 1 }: { rounds?: number; seed?: number } = {},
): IntervalOutcome {
  const kinds = alike.flatMap((count, kind) => new Array<number>(count).fill(kind));
  const n = kinds.length;
  if (n < fewestItems)
    return { interval: null, why: `An interval needs at least ${fewestItems} items; here are ${n}.` };
  const random = seededRandom(seed);
  const drawn = alike.map(() => 0);
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) {
    drawn.fill(0);
    for (let i = 0; i < n; i++) {
      const kind = kinds[Math.floor(random() * n)] ?? 0;
      drawn[kind] = (drawn[kind] ?? 0) + 1;
    }
    const value = statistic(drawn);
    if (value !== null) found.push(value);
  }
  if (found.length < rounds * (1 - mostUndefined))
    return { interval: null, why: "Too many resamples hold only one value; more varied judgements are needed." };
  found.sort((a, b) => a - b);
  return { interval: { low: quantile(found, 0.025), high: quantile(found, 0.975), rounds: found.length }, why: null };
}

/** The `q` quantile of ascending numbers, linear between neighbours (type 7 of Hyndman & Fan 1996). NaN of none. */
export function quantile(ascending: readonly number[], q: number): number {
  const at = (ascending.length - 1) * q;
  const below = ascending[Math.floor(at)] ?? Number.NaN;
  const above = ascending[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

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
