/** A number, or in words for a person why there is none: never NaN and never a zero that was not measured. */
export type Estimate = { ok: true; value: number } | { ok: false; reason: string };

/** A number with its 95 % interval (null with its reason when there is none) and how many items it rests on. */
export type Figure =
  | { ok: true; value: number; interval: Interval | null; why: string | null; n: number }
  | { ok: false; reason: string };

/** `low` and `high` as the number itself; `rounds` resamples were used, 0 for an analytic interval. */
export type Interval = { low: number; high: number; rounds: number };

export function estimated(value: number): Estimate {
  return { ok: true, value };
}

export function undefinedFor(reason: string): Extract<Estimate, { ok: false }> {
  return { ok: false, reason };
}
