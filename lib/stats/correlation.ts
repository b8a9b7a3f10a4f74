import { type Figure, undefinedFor } from "./figure";

/** Standard errors that a 95 % interval reaches on either side. */
const z = 1.959963984540054;

export type Pair = { x: number; y: number };
export type Correlations = { pearson: Figure; spearman: Figure; kendall: Figure };

/**
 * How two values go together, by three coefficients with 95 % intervals: Pearson's r by Fisher's z (1915), Spearman's rho by
 * the error of Bonett & Wright (2000), Psychometrika 65:23–28, and Kendall's tau-b by that of Fieller, Hartley & Pearson
 * (1957), Biometrika 44:470–481, in the same place. None of fewer than three pairs, where any two lie on a line.
 */
export function correlate(pairs: readonly Pair[]): Correlations {
  const finite = pairs.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const reason = whyNone(finite);
  if (reason !== null)
    return { pearson: undefinedFor(reason), spearman: undefinedFor(reason), kendall: undefinedFor(reason) };
  const n = finite.length;
  const [xs, ys] = [finite.map(({ x }) => x), finite.map(({ y }) => y)];
  const [r, rho] = [productMoment(xs, ys), productMoment(ranksOf(xs), ranksOf(ys))];
  return {
    pearson: within(r, Math.sqrt(1 / (n - 3)), n, 4),
    spearman: within(rho, Math.sqrt((1 + rho ** 2 / 2) / (n - 3)), n, 4),
    kendall: within(tauB(xs, ys), Math.sqrt(0.437 / (n - 4)), n, 5),
  };
}

function whyNone(pairs: readonly Pair[]): string | null {
  const n = pairs.length;
  if (n < 3) return `A correlation needs at least three; here ${n === 1 ? "is 1" : `are ${n}`}.`;
  const isFlat = (value: (pair: Pair) => number) => new Set(pairs.map(value)).size === 1;
  if (isFlat(({ x }) => x) || isFlat(({ y }) => y))
    return "One of both is the same everywhere: nothing can go with it.";
  return null;
}

/** With its interval on the scale of Fisher's z; without one, and why, where there are too few or all lie in one line. */
function within(coefficient: number, error: number, n: number, fewest: number): Figure {
  if (!Number.isFinite(coefficient)) return undefinedFor("One of both hardly differs: nothing can go with it.");
  const value = Math.max(-1, Math.min(1, coefficient));
  if (n < fewest)
    return { ok: true, value, interval: null, why: `An interval needs at least ${fewest}; here are ${n}.`, n };
  if (Math.abs(value) > 1 - 1e-12)
    return {
      ok: true,
      value: Math.sign(value),
      interval: null,
      why: "All lie in one line, which leaves no interval.",
      n,
    };
  const middle = Math.atanh(value);
  const interval = { low: Math.tanh(middle - z * error), high: Math.tanh(middle + z * error), rounds: 0 };
  return { ok: true, value, interval, why: null, n };
}

function productMoment(xs: readonly number[], ys: readonly number[]): number {
  const [dxs, dys] = [deviationsOf(xs), deviationsOf(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [i, dx] of dxs.entries()) {
    const dy = dys[i] ?? 0;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xy / Math.sqrt(xx * yy);
}

/** From their mean, the greatest value being 1: neither the largest numbers there are nor the smallest get lost when squared. */
function deviationsOf(values: readonly number[]): number[] {
  const greatest = Math.max(...values.map(Math.abs));
  const scaled = values.map((value) => value / greatest);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  return scaled.map((value) => value - mean);
}

/** From 1; equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const ascending = values.toSorted((a, b) => a - b);
  return values.map((value) => (ascending.indexOf(value) + ascending.lastIndexOf(value)) / 2 + 1);
}

/** Kendall's tau with its correction for ties in either (1945). */
function tauB(xs: readonly number[], ys: readonly number[]): number {
  let [sum, xPairs, yPairs] = [0, 0, 0];
  for (let i = 1; i < xs.length; i++)
    for (let j = 0; j < i; j++) {
      const dx = Math.sign((xs[i] ?? 0) - (xs[j] ?? 0));
      const dy = Math.sign((ys[i] ?? 0) - (ys[j] ?? 0));
      sum += dx * dy;
      xPairs += dx * dx;
      yPairs += dy * dy;
    }
  return sum / Math.sqrt(xPairs * yPairs);
}
