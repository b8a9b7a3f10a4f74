const longestMs = 600_000;

/**
 * Milliseconds to wait by `retry-after-ms` or `retry-after` (seconds or an HTTP date), within 0 and ten minutes: a
 * nonsensical header must not hold a run for years. Undefined when absent or unreadable.
 */
export function retryAfterMs(headers: Pick<Headers, "get"> | undefined, now: number = Date.now()): number | undefined {
  const inMs = headers?.get("retry-after-ms");
  const given = headers?.get("retry-after");
  const ms = inMs ? Number(inMs) : given ? secondsOrDate(given, now) : Number.NaN;
  return Number.isNaN(ms) ? undefined : withinPatience(ms);
}

/** Nobody is made to wait longer, whatever a server says. */
export const withinPatience = (ms: number) => Math.min(Math.max(ms, 0), longestMs);

function secondsOrDate(value: string, now: number): number {
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
}
