import { type BattleTable, lost, tied, won } from "./tabulate-battles";
import type { TieConvention } from "./tie-law";

/** Whether the votes by themselves give finite ratings; if not, in words for a person why, and who is ahead without end. */
export type Bounds = { finite: true } | ({ finite: false } & NoFiniteEstimate);
export type NoFiniteEstimate = { reason: string; candidates: string[] };

/**
 * Whether the likelihood of Bradley–Terry has its maximum at finite strengths; `counts` are those of the table, or of a
 * resample of it. It has, when the candidates cannot be parted into two groups of which one never lost to nor tied with
 * the other (Ford 1957, American Mathematical Monthly 64:28–33). A tie parameter runs away too when no ring of results
 * "i beat or tied with j" holds more wins than ties: then strengths and ties can grow together without end.
 */
export function findBounds(table: BattleTable, counts: Float64Array, ties: TieConvention): Bounds {
  const ahead = leaders(table, counts);
  if (ahead.length > 0)
    return {
      finite: false,
      reason:
        "Nothing on record was lost to or tied with the others here, so there is no limit to how far ahead it is.",
      candidates: ahead.map((i) => table.candidates[i] ?? ""),
    };
  if (ties === "half_win" || winningRing(table, counts)) return { finite: true };
  return {
    finite: false,
    reason: "Nobody lost where it also won, so this way of counting ties sets no limit to the strengths.",
    candidates: [],
  };
}

/** A group that never lost to nor tied with the others; none when results lead from everyone to everyone. */
function leaders(table: BattleTable, counts: Float64Array): number[] {
  const all = table.candidates.map((_, i) => i);
  const above = reached(table, counts, lost, won);
  if (above.includes(0)) return all.filter((i) => above[i]);
  const below = reached(table, counts, won, lost);
  return all.filter((i) => !below[i]);
}

/** Who is reached from the first candidate over ties, `down` a pair (first to second) and `up` it: 1, else 0. */
function reached({ candidates, first, second }: BattleTable, counts: Float64Array, down: number, up: number) {
  const seen = new Uint8Array(candidates.length);
  seen[0] = 1;
  for (let moved = true; moved; ) {
    moved = false;
    for (let p = 0; p < first.length; p++) {
      const [i, j] = [first[p] ?? 0, second[p] ?? 0];
      if (seen[i] === seen[j]) continue;
      const way = seen[i] === 1 ? down : up;
      if ((counts[3 * p + way] ?? 0) === 0 && (counts[3 * p + tied] ?? 0) === 0) continue;
      seen[i] = seen[j] = 1;
      moved = true;
    }
  }
  return seen;
}

/** Whether a ring of results holds more wins than ties (Bellman–Ford); also when there are no ties or only ties. */
function winningRing({ candidates, first, second }: BattleTable, counts: Float64Array): boolean {
  const beat: [better: number, worse: number][] = [];
  const level: [number, number][] = [];
  for (let p = 0; p < first.length; p++) {
    const [i, j] = [first[p] ?? 0, second[p] ?? 0];
    const [wins, losses] = [counts[3 * p + won] ?? 0, counts[3 * p + lost] ?? 0];
    if (wins > 0 && losses > 0) return true;
    if (wins > 0) beat.push([i, j]);
    if (losses > 0) beat.push([j, i]);
    if ((counts[3 * p + tied] ?? 0) > 0) level.push([i, j], [j, i]);
  }
  if (beat.length === 0 || level.length === 0) return true;
  const height = new Float64Array(candidates.length);
  const lift = (better: number, worse: number, by: number): boolean => {
    const least = (height[worse] ?? 0) + by;
    if ((height[better] ?? 0) >= least) return false;
    height[better] = least;
    return true;
  };
  for (const _ of [...candidates, ""]) {
    let moved = false;
    for (const [i, j] of beat) moved = lift(i, j, 1) || moved;
    for (const [i, j] of level) moved = lift(i, j, -1) || moved;
    if (!moved) return false;
  }
  return true;
}
