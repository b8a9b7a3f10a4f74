import type { PlacesOfPair } from "@/lib/data/judging/comparisons";
import type { VoteRow } from "@/lib/data/judging/votes";
import { imported } from "./gather-sources";

/** How many votes two candidates can get at all; null where nothing limits that. */
export type CeilingOf = (firstId: string, secondId: string) => number | null;

/** People vote once for each place that was drawn, a judge once on each question of a comparison; files know no limit. */
export function ceilingOf(source: string, places: PlacesOfPair[], turns: number): CeilingOf {
  return (firstId, secondId) => {
    const pair = places.find(
      (one) => [firstId, secondId].includes(one.firstId) && [firstId, secondId].includes(one.secondId),
    );
    if (!pair || source === imported) return null;
    return source === "people" ? pair.needed : pair.comparisons * Math.max(1, turns);
  };
}

/** Without the places that are taken by votes of people who are left out. */
export function placesLeft(
  places: readonly PlacesOfPair[],
  inTime: readonly VoteRow[],
  counted: readonly VoteRow[],
): PlacesOfPair[] {
  const stay = new Set(counted.map(({ ballotId }) => ballotId));
  const gone = inTime.filter(({ ballotId }) => !stay.has(ballotId));
  return places.map((pair) => {
    const lost = gone.filter(({ firstId, secondId }) =>
      [firstId, secondId].every((id) => id === pair.firstId || id === pair.secondId),
    );
    return { ...pair, needed: pair.needed - lost.length };
  });
}
