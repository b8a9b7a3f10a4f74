import { studentT } from "@/lib/stats/intervals";

/** So many groups are left out in turn. */
export const jackknifeGroups = 20;
const fewestGroups = 6;

export type Spread = { error: number; degrees: number };

/**
 * The standard error of a figure of a whole corpus, by leaving out one group of dialogues after another (Tukey 1958; Shao and
 * Tu 1995). No bootstrap: a dialogue that is drawn twice repeats itself, so that every measure of repetition would be
 * wrong. A dialogue is of the group of its place, so give them in an order that was drawn. Null for fewer than twelve
 * dialogues, or where a group leaves nothing to measure.
 */
export function* jackknife<T>(
  dialogues: readonly T[],
  measure: (kept: T[]) => number | null,
): Generator<void, Spread | null> {
  const groups = Math.min(jackknifeGroups, Math.floor(dialogues.length / 2));
  if (groups < fewestGroups) return null;
  const found: number[] = [];
  for (let group = 0; group < groups; group++) {
    const value = measure(dialogues.filter((_, i) => i % groups !== group));
    if (value === null || !Number.isFinite(value)) return null;
    found.push(value);
    yield;
  }
  return spreadOfValues(found);
}

/** The spread that the values found without one group after another have. */
export function spreadOfValues(found: readonly number[]): Spread {
  const groups = found.length;
  const mean = found.reduce((sum, one) => sum + one, 0) / groups;
  const squares = found.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { error: Math.sqrt(((groups - 1) / groups) * squares), degrees: groups - 1 };
}

/** 95 % about a value by its spread; null where there is none. */
export function intervalAbout(value: number, spread: Spread | null): { low: number; high: number } | null {
  if (!spread) return null;
  const reach = studentT(spread.degrees) * spread.error;
  return { low: value - reach, high: value + reach };
}

/** Two spreads of the difference of what they belong to, with the fewer degrees: never too narrow. */
export function spreadOfDifference(one: Spread | null, other: Spread | null): Spread | null {
  if (!one || !other) return null;
  return { error: Math.hypot(one.error, other.error), degrees: Math.min(one.degrees, other.degrees) };
}
