/** Seconds without any sign of the person after which they count as away. */
export const idleAfterSeconds = 30;

/**
 * Counts the seconds in which a person was at work: each sign of them (a key, a movement, a scroll) counts what passed
 * since the last one, at most 30 s; a page that is hidden counts nothing. Times in milliseconds, from any origin.
 */
export function createActiveClock(now: number) {
  let active = 0;
  let lastSign: number | null = now;
  return {
    /** The person did something. */
    sign(at: number) {
      if (lastSign !== null) active += Math.min(at - lastSign, idleAfterSeconds * 1_000);
      lastSign = at;
    },
    /** The page went out of sight; time begins again with the next sign. */
    leave(at: number) {
      if (lastSign !== null) active += Math.min(at - lastSign, idleAfterSeconds * 1_000);
      lastSign = null;
    },
    /** Active seconds until `at`. */
    seconds(at: number): number {
      const running = lastSign === null ? 0 : Math.min(at - lastSign, idleAfterSeconds * 1_000);
      return (active + running) / 1_000;
    },
  };
}

export type ActiveClock = ReturnType<typeof createActiveClock>;
