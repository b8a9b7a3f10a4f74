import { choleskyFactor, solveByFactor } from "@/lib/stats/cholesky";
import type { BattleTable } from "./tabulate-battles";
import { emptyTerms, firstTieParameter, type TieConvention, tieLaws } from "./tie-law";

/**
 * Strengths by maximum likelihood, natural-log units, their sum 0; `tie` is the tie parameter in the same units, null
 * where the convention or the votes have none. `factor` is the Cholesky factor of the information, tie parameter last,
 * with a constant added to the strengths' block that fixes their sum. `convention` is the one that was fitted.
 */
export type Strengths = {
  strengths: Float64Array;
  tie: number | null;
  factor: Float64Array;
  size: number;
  convention: TieConvention;
};

/** `lastStep` in natural-log units ends the search; what is then left is about its square. */
export type FitOptions = { ties: TieConvention; ridge: number; start?: Strengths; lastStep?: number };

const mostSteps = 100;

/**
 * Fits Bradley–Terry to `counts`, those of the table or of a resample of it, by Newton's method; `ridge` / 2 times the
 * sum of squared strengths is taken from the log-likelihood. Where `findBounds` finds no finite maximum a ridge above 0
 * is needed. Null when nothing finite is found in 100 steps. Without ties, and with nothing but ties, every convention
 * is the same and there is no tie parameter.
 */
export function fitStrengths(
  table: BattleTable,
  counts: Float64Array,
  { ties, ridge, start, lastStep = 1e-5 }: FitOptions,
): Strengths | null {
  const n = table.candidates.length;
  const { all, tied } = tally(counts);
  const convention = tied === 0 || tied === all ? "half_win" : ties;
  const size = convention === "half_win" ? n : n + 1;
  let at = new Float64Array(size);
  if (start) at.set(start.strengths);
  if (size > n) at[n] = start?.tie ?? firstTieParameter(convention, tied / all);
  const law = { table, counts, convention, ridge, size };
  let here = evaluate(law, at);
  for (let steps = 0; steps < mostSteps; steps++) {
    const factor = choleskyFactor(here.information, size);
    if (!factor) return null;
    const step = here.gradient;
    solveByFactor(factor, size, step);
    const length = step.reduce((most, by) => Math.max(most, Math.abs(by)), 0);
    if (!Number.isFinite(length)) return null;
    if (length < lastStep) {
      const found = at.map((value, i) => value + (step[i] ?? 0));
      return { strengths: found.slice(0, n), tie: size > n ? (found[n] ?? 0) : null, factor, size, convention };
    }
    for (let share = 1; ; share /= 2) {
      const next = at.map((value, i) => value + share * (step[i] ?? 0));
      const there = evaluate(law, next);
      if (there.objective >= here.objective - 1e-9 * Math.abs(here.objective) || share < 1e-6) {
        [at, here] = [next, there];
        break;
      }
    }
  }
  return null;
}

type Law = { table: BattleTable; counts: Float64Array; convention: TieConvention; ridge: number; size: number };

/** The penalised log-likelihood at these parameters, its gradient, and minus its second derivatives (lower triangle). */
function evaluate(
  { table: { candidates, first, second, weights }, counts, convention, ridge, size }: Law,
  at: Float64Array,
) {
  const n = candidates.length;
  const e = size > n ? (at[n] ?? 0) : 0;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const terms = emptyTerms();
  const law = tieLaws[convention];
  let objective = 0;
  let trace = 0;
  for (let p = 0; p < first.length; p++) {
    const [i, j] = [first[p] ?? 0, second[p] ?? 0];
    const weight = weights[p] ?? 1;
    const wins = weight * (counts[3 * p] ?? 0);
    const ties = weight * (counts[3 * p + 1] ?? 0);
    const losses = weight * (counts[3 * p + 2] ?? 0);
    law((at[i] ?? 0) - (at[j] ?? 0), e, wins, ties, losses, terms);
    objective += terms.logLikelihood;
    const pull = wins * (terms.dx[0] ?? 0) + ties * (terms.dx[1] ?? 0) + losses * (terms.dx[2] ?? 0);
    add(gradient, i, pull);
    add(gradient, j, -pull);
    trace += 2 * terms.xx;
    add(information, i * size + i, terms.xx);
    add(information, j * size + j, terms.xx);
    add(information, j * size + i, -terms.xx);
    if (size === n) continue;
    add(gradient, n, wins * (terms.de[0] ?? 0) + ties * (terms.de[1] ?? 0) + losses * (terms.de[2] ?? 0));
    add(information, n * size + i, terms.xe);
    add(information, n * size + j, -terms.xe);
    add(information, n * size + n, terms.ee);
  }
  const hold = trace / n / n; // the sum of the strengths is free: hold it at 0
  for (let i = 0; i < n; i++) {
    const strength = at[i] ?? 0;
    objective -= (ridge / 2) * strength * strength;
    add(gradient, i, -ridge * strength);
    add(information, i * size + i, ridge);
    for (let j = 0; j <= i; j++) add(information, i * size + j, hold);
  }
  return { objective, gradient, information };
}

function tally(counts: Float64Array): { all: number; tied: number } {
  let [all, tied] = [0, 0];
  counts.forEach((count, cell) => {
    all += count;
    if (cell % 3 === 1) tied += count;
  });
  return { all, tied };
}

function add(into: Float64Array, at: number, value: number): void {
  into[at] = (into[at] ?? 0) + value;
}
