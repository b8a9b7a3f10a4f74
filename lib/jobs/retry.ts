/** Seconds for which a claim holds without being renewed: what a dead worker held is taken up again after these. */
export const jobLeaseSeconds = 20;

/** How often a worker renews what it holds. */
export const renewEveryMs = 5_000;

/** Failures in a row of one answer or one judgment after which a person is asked. */
export const maxRowFailures = 5;

/**
 * How long what has failed for the `failures`-th time in a row waits: as the other side asked, otherwise a random time
 * below a limit that doubles with each failure, so that many that failed at once do not come back at once.
 */
export function retryDelayMs(failures: number, askedMs?: number, random: () => number = Math.random): number {
  return askedMs ?? random() * Math.min(30_000, 500 * 2 ** failures);
}
