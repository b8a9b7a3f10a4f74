import { inverseByFactor } from "@/lib/stats/cholesky";
import type { Strengths } from "./fit-strengths";
import type { BattleTable } from "./tabulate-battles";
import { emptyTerms, tieLaws } from "./tie-law";

/** Whose votes hang together: those on one item, or also those of one rater, who has tastes of their own. */
export type SandwichUnits = "items" | "items_and_raters";

/**
 * The covariance of fitted strengths (natural-log units, `n * n` row by row) that holds also where the model does not:
 * information⁻¹ · M · information⁻¹, where M sums over items the squared scores of all votes on the item, so that votes
 * on one item are not taken for independent. Times G / (G - 1) for G items. `itemsOf[i]` items had candidate `i` in
 * them. Source: Huber (1967); Liang & Zeger (1986), Biometrika 73:13–22.
 *
 * With raters too, the same over raters is added and that over each rater's votes on each item, which both hold, taken
 * off. Source: Cameron, Gelbach & Miller (2011), Journal of Business & Economic Statistics 29:238–249.
 */
export function sandwichCovariance(
  table: BattleTable,
  fit: Strengths,
  units: SandwichUnits = "items",
): { covariance: Float64Array; itemsOf: Int32Array } {
  const { itemStarts, raterStarts, cells, candidates } = table;
  const { factor, size } = fit;
  const n = candidates.length;
  const scores = scoresOf(table, fit);
  const ofItems = squaredScores(table, size, scores, { cells, starts: itemStarts.map((at) => raterStarts[at] ?? 0) });
  let middle = ofItems.middle;
  if (units === "items_and_raters") {
    const ofRaters = squaredScores(table, size, scores, byRater(table)).middle;
    const ofBoth = squaredScores(table, size, scores, { cells, starts: raterStarts }).middle;
    middle = middle.map((value, at) => value + (ofRaters[at] ?? 0) - (ofBoth[at] ?? 0));
  }
  const inverse = inverseByFactor(factor, size);
  const whole = product(product(inverse, middle, size), inverse, size);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) covariance[i * n + j] = whole[i * size + j] ?? 0;
  return { covariance, itemsOf: ofItems.groupsOf };
}

/** Votes that belong together: those from one start to the next. */
type Groups = { cells: Int32Array; starts: Int32Array };

function byRater({ cells, raterStarts, raterOf, raters }: BattleTable): Groups {
  const starts = new Int32Array(raters + 1);
  raterOf.forEach((rater, at) => {
    starts[rater + 1] = (starts[rater + 1] ?? 0) + (raterStarts[at + 1] ?? 0) - (raterStarts[at] ?? 0);
  });
  for (let rater = 0; rater < raters; rater++) starts[rater + 1] = (starts[rater + 1] ?? 0) + (starts[rater] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(cells.length);
  raterOf.forEach((rater, at) => {
    const theirs = cells.subarray(raterStarts[at], raterStarts[at + 1]);
    sorted.set(theirs, next[rater] ?? 0);
    next[rater] = (next[rater] ?? 0) + theirs.length;
  });
  return { cells: sorted, starts };
}

/** M over groups with its correction, row by row, and how many groups had each candidate in them. */
function squaredScores(
  { first, second, candidates }: BattleTable,
  size: number,
  { dx, de }: Scores,
  { cells, starts }: Groups,
): { middle: Float64Array; groupsOf: Int32Array } {
  const n = candidates.length;
  const middle = new Float64Array(size * size);
  const groupsOf = new Int32Array(n);
  const score = new Float64Array(size);
  const alone = new Int32Array(dx.length); // groups of one vote, by its cell
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
  const square = (groups: number) => {
    for (let s = 0; s < touched.length; s++) {
      const i = touched[s] ?? 0;
      if (i < n) groupsOf[i] = (groupsOf[i] ?? 0) + groups;
      const ofI = groups * (score[i] ?? 0);
      for (let t = 0; t < touched.length; t++) {
        const j = touched[t] ?? 0;
        middle[i * size + j] = (middle[i * size + j] ?? 0) + ofI * (score[j] ?? 0);
      }
    }
    touched.length = 0;
    stamp++;
  };
  for (let group = 0; group + 1 < starts.length; group++) {
    const [begin, end] = [starts[group] ?? 0, starts[group + 1] ?? 0];
    const cell = cells[begin] ?? 0;
    if (end === begin + 1) alone[cell] = (alone[cell] ?? 0) + 1;
    else {
      for (let at = begin; at < end; at++) pull(cells[at] ?? 0);
      square(1);
    }
  }
  alone.forEach((groups, cell) => {
    if (groups === 0) return;
    pull(cell);
    square(groups);
  });
  const all = starts.length - 1;
  return { middle: middle.map((value) => (all > 1 ? (all / (all - 1)) * value : value)), groupsOf };
}

type Scores = { dx: Float64Array; de: Float64Array };

/** The scores of one vote in each cell: the derivatives of its log-likelihood by strength and by tie parameter. */
function scoresOf({ first, second, counts, weights }: BattleTable, { strengths, tie, convention }: Strengths): Scores {
  const dx = new Float64Array(counts.length);
  const de = new Float64Array(counts.length);
  const terms = emptyTerms();
  first.forEach((i, p) => {
    tieLaws[convention]((strengths[i] ?? 0) - (strengths[second[p] ?? 0] ?? 0), tie ?? 0, 0, 0, 0, terms);
    for (let outcome = 0; outcome < 3; outcome++) {
      dx[3 * p + outcome] = (weights[p] ?? 1) * (terms.dx[outcome] ?? 0);
      de[3 * p + outcome] = (weights[p] ?? 1) * (terms.de[outcome] ?? 0);
    }
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
