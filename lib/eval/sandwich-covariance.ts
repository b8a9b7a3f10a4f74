import { inverseByFactor } from "@/lib/stats/cholesky";
import type { Strengths } from "./fit-strengths";
import type { BattleTable } from "./tabulate-battles";
import { emptyTerms, tieLaws } from "./tie-law";

/**
 * The covariance of fitted strengths (natural-log units, `n * n` row by row) that holds also where the model does not:
 * information⁻¹ · M · information⁻¹, where M sums over items the squared scores of all votes on the item, so that votes
 * on one item are not taken for independent. Times G / (G - 1) for G items. `itemsOf[i]` items had contender `i` in
 * them. Source: Huber (1967); Liang & Zeger (1986), Biometrika 73:13–22.
 */
export function sandwichCovariance(
  table: BattleTable,
  fit: Strengths,
): { covariance: Float64Array; itemsOf: Int32Array } {
  const { itemStarts, contenders } = table;
  const { factor, size } = fit;
  const n = contenders.length;
  const items = itemStarts.length - 1;
  const { middle, itemsOf } = squaredScores(table, fit);
  const inverse = inverseByFactor(factor, size);
  const whole = product(product(inverse, middle, size), inverse, size);
  const correction = items > 1 ? items / (items - 1) : 1;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) covariance[i * n + j] = correction * (whole[i * size + j] ?? 0);
  return { covariance, itemsOf };
}

/** M, row by row, and how many items had each contender in them. */
function squaredScores(table: BattleTable, fit: Strengths) {
  const { size } = fit;
  const { dx, de } = scores(table, fit);
  const { cells, raterStarts, itemStarts, first, second, contenders } = table;
  const n = contenders.length;
  const middle = new Float64Array(size * size);
  const itemsOf = new Int32Array(n);
  const score = new Float64Array(size);
  const alone = new Int32Array(dx.length); // items with one vote, by its cell
  const touched: number[] = [];
  const stamps = new Int32Array(size).fill(-1);
  let stamp = 0;
  const add = (i: number, by: number) => {
    if (stamps[i] !== stamp) {
      stamps[i] = stamp;
      score[i] = 0;
      touched.push(i);
    }
    score[i] = (score[i] ?? 0) + by;
  };
  const pull = (cell: number) => {
    const pair = Math.floor(cell / 3);
    add(first[pair] ?? 0, dx[cell] ?? 0);
    add(second[pair] ?? 0, -(dx[cell] ?? 0));
    if (size > n) add(n, de[cell] ?? 0);
  };
  const square = (items: number) => {
    for (let s = 0; s < touched.length; s++) {
      const i = touched[s] ?? 0;
      if (i < n) itemsOf[i] = (itemsOf[i] ?? 0) + items;
      const ofI = items * (score[i] ?? 0);
      for (let t = 0; t < touched.length; t++) {
        const j = touched[t] ?? 0;
        middle[i * size + j] = (middle[i * size + j] ?? 0) + ofI * (score[j] ?? 0);
      }
    }
    touched.length = 0;
    stamp++;
  };
  for (let item = 0; item + 1 < itemStarts.length; item++) {
    const begin = raterStarts[itemStarts[item] ?? 0] ?? 0;
    const end = raterStarts[itemStarts[item + 1] ?? 0] ?? 0;
    const cell = cells[begin] ?? 0;
    if (end === begin + 1) alone[cell] = (alone[cell] ?? 0) + 1;
    else {
      for (let at = begin; at < end; at++) pull(cells[at] ?? 0);
      square(1);
    }
  }
  alone.forEach((items, cell) => {
    if (items === 0) return;
    pull(cell);
    square(items);
  });
  return { middle, itemsOf };
}

/** The scores of one vote in each cell: the derivatives of its log-likelihood by strength and by tie parameter. */
function scores({ first, second, counts }: BattleTable, { strengths, tie, convention }: Strengths) {
  const dx = new Float64Array(counts.length);
  const de = new Float64Array(counts.length);
  const terms = emptyTerms();
  first.forEach((i, p) => {
    tieLaws[convention]((strengths[i] ?? 0) - (strengths[second[p] ?? 0] ?? 0), tie ?? 0, 0, 0, 0, terms);
    dx.set(terms.dx, 3 * p);
    de.set(terms.de, 3 * p);
  });
  return { dx, de };
}

function product(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const found = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = left[i * size + k] ?? 0;
      const row = k * size;
      for (let j = 0; j < size; j++) found[i * size + j] = (found[i * size + j] ?? 0) + factor * (right[row + j] ?? 0);
    }
  return found;
}
