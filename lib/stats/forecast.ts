export type Forecast =
  | { ok: true; perDay: number; days: { early: number; likely: number; late: number | null } }
  | { ok: false; perDay: number; reason: string };

const z = 1.959963984540054;

/**
 * Days until `left` more events have happened, when `seen` happened in the last `days` days: at the same pace, between
 * the ends of the 95 % interval of a Poisson rate (square-root approximation: (sqrt(seen) -/+ z/2)^2). `late` is null
 * when the interval reaches down to no pace at all. Undefined with nothing seen.
 */
export function forecastEnd(left: number, seen: number, days: number): Forecast {
  if (left === 0) return { ok: true, perDay: days > 0 ? seen / days : 0, days: { early: 0, likely: 0, late: 0 } };
  if (seen === 0 || days <= 0) return { ok: false, perDay: 0, reason: "Needs an answer in the last seven days." };
  const quick = (Math.sqrt(seen) + z / 2) ** 2 / days;
  const slow = Math.max(0, Math.sqrt(seen) - z / 2) ** 2 / days;
  const perDay = seen / days;
  return {
    ok: true,
    perDay,
    days: { early: left / quick, likely: left / perDay, late: slow > 0 ? left / slow : null },
  };
}
