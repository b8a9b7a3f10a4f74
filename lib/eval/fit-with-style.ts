import { choleskyFactor, inverseByFactor, solveByFactor } from "@/lib/stats/cholesky";

/**
 * Battles as rows of a logistic regression: `first[b]` beat `second[b]` by `outcome[b]` (1, 0.5, 0), and answers differ
 * by `features`, `traits` of them a battle. `items[b]` numbers the item, from 0.
 */
export type StyledRows = {
  candidates: number;
  traits: number;
  first: Int32Array;
  second: Int32Array;
  outcome: Float64Array;
  features: Float64Array;
  items: Int32Array;
};

/** Strengths, then coefficients, in natural-log units, with their covariance row by row. */
export type StyledFit = { values: Float64Array; covariance: Float64Array; size: number };

const mostSteps = 100;
const lastStep = 1e-6;

/**
 * Bradley–Terry with covariates, P(first wins) = 1 / (1 + exp(-(s_i - s_j + β·x))), a tie being half a win. `ridge[p]`
 * / 2 times the squared parameter is taken from the log-likelihood; it has to be above 0 for strengths. The covariance
 * is a sandwich over items, as in `sandwichCovariance`. Null when nothing finite is found.
 */
export function fitWithStyle(rows: StyledRows, ridge: Float64Array): StyledFit | null {
  const size = rows.candidates + rows.traits;
  let at = new Float64Array(size);
  let here = evaluate(rows, ridge, at);
  for (let steps = 0; steps < mostSteps; steps++) {
    const factor = choleskyFactor(here.information, size);
    if (!factor) return null;
    const step = here.gradient;
    solveByFactor(factor, size, step);
    const length = step.reduce((most, by) => Math.max(most, Math.abs(by)), 0);
    if (!Number.isFinite(length)) return null;
    if (length < lastStep) {
      const inverse = inverseByFactor(factor, size);
      return { values: at, covariance: sandwich(inverse, squaredScores(rows, at), size), size };
    }
    for (let share = 1; ; share /= 2) {
      const next = at.map((value, i) => value + share * (step[i] ?? 0));
      const there = evaluate(rows, ridge, next);
      if (there.objective >= here.objective - 1e-9 * Math.abs(here.objective) || share < 1e-6) {
        [at, here] = [next, there];
        break;
      }
    }
  }
  return null;
}

/** The penalised log-likelihood, its gradient, and minus its second derivatives (lower triangle). */
function evaluate(rows: StyledRows, ridge: Float64Array, at: Float64Array) {
  const { candidates: n, traits, first, second, outcome, features } = rows;
  const size = n + traits;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  let objective = 0;
  for (let b = 0; b < first.length; b++) {
    const [i, j] = [first[b] ?? 0, second[b] ?? 0];
    const x = advantage(rows, at, b);
    const small = Math.exp(-Math.abs(x));
    const p = x >= 0 ? 1 / (1 + small) : small / (1 + small);
    const y = outcome[b] ?? 0;
    objective += (x >= 0 ? (y - 1) * x : y * x) - Math.log1p(small);
    const pull = y - p;
    const weight = p * (1 - p);
    add(gradient, i, pull);
    add(gradient, j, -pull);
    add(information, i * size + i, weight);
    add(information, j * size + j, weight);
    add(information, Math.max(i, j) * size + Math.min(i, j), -weight);
    for (let t = 0; t < traits; t++) {
      const feature = features[b * traits + t] ?? 0;
      const row = (n + t) * size;
      add(gradient, n + t, pull * feature);
      add(information, row + i, weight * feature);
      add(information, row + j, -weight * feature);
      for (let u = 0; u <= t; u++) add(information, row + n + u, weight * feature * (features[b * traits + u] ?? 0));
    }
  }
  for (let p = 0; p < size; p++) {
    const [hold, value] = [ridge[p] ?? 0, at[p] ?? 0];
    objective -= (hold / 2) * value * value;
    add(gradient, p, -hold * value);
    add(information, p * size + p, hold);
  }
  return { objective, gradient, information };
}

function advantage({ candidates, traits, first, second, features }: StyledRows, at: Float64Array, b: number): number {
  let x = (at[first[b] ?? 0] ?? 0) - (at[second[b] ?? 0] ?? 0);
  for (let t = 0; t < traits; t++) x += (at[candidates + t] ?? 0) * (features[b * traits + t] ?? 0);
  return x;
}

/** The sum over items of the squared sum of their battles' scores. */
function squaredScores(rows: StyledRows, at: Float64Array): { middle: Float64Array; items: number } {
  const { candidates: n, traits, first, second, outcome, features, items } = rows;
  const size = n + traits;
  const byItem = new Map<number, Map<number, number>>();
  for (let b = 0; b < first.length; b++) {
    const pull = (outcome[b] ?? 0) - 1 / (1 + Math.exp(-advantage(rows, at, b)));
    const scores = byItem.get(items[b] ?? 0) ?? new Map<number, number>();
    byItem.set(items[b] ?? 0, scores);
    const put = (p: number, by: number) => scores.set(p, (scores.get(p) ?? 0) + by);
    put(first[b] ?? 0, pull);
    put(second[b] ?? 0, -pull);
    for (let t = 0; t < traits; t++) put(n + t, pull * (features[b * traits + t] ?? 0));
  }
  const middle = new Float64Array(size * size);
  for (const scores of byItem.values())
    for (const [p, ofP] of scores) for (const [q, ofQ] of scores) add(middle, p * size + q, ofP * ofQ);
  return { middle, items: byItem.size };
}

function sandwich(inverse: Float64Array, { middle, items }: { middle: Float64Array; items: number }, size: number) {
  const correction = items > 1 ? items / (items - 1) : 1;
  return product(product(inverse, middle, size), inverse, size).map((value) => correction * value);
}

function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const found = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = left[i * size + k] ?? 0;
      for (let j = 0; j < size; j++) add(found, i * size + j, factor * (right[k * size + j] ?? 0));
    }
  return found;
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] ?? 0) + value;
}
