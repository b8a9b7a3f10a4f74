/** Places that a candidate may hold: `best` to `worst`, 1 is the top. */
export type Rank = { best: number; worst: number };

/**
 * Ranks by intervals that do not overlap: the best place is 1 + how many are surely above (their low end is over the
 * own high end), the worst leaves below only who is surely below. Null where there is no interval; those without one
 * might stand anywhere to the others. Source of the best place: docs/method.md#ranks.
 */
export function rankCandidates(intervals: readonly ({ low: number; high: number } | null)[]): (Rank | null)[] {
  return intervals.map((own) => {
    if (!own) return null;
    const above = intervals.filter((other) => other && other.low > own.high).length;
    const below = intervals.filter((other) => other && other.high < own.low).length;
    return { best: 1 + above, worst: intervals.length - below };
  });
}
