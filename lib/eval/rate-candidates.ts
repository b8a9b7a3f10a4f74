import type { Figure } from "@/lib/stats/figure";
import { UnionFind } from "@/lib/stats/union-find";
import type { Battle } from "./battle";
import { findBounds, type NoFiniteEstimate } from "./find-bounds";
import { fitStrengths } from "./fit-strengths";
import { type Rank, rankCandidates } from "./rank-candidates";
import { type IntervalMethod, onScale, ratingIntervals, ridgeWithoutEstimate } from "./rating-intervals";
import { type BattleTable, type ChanceOfPair, tabulateBattles } from "./tabulate-battles";
import type { TieConvention } from "./tie-law";

/** `rating` on the Elo scale with its 95 % interval, `n` votes; `rank` by intervals that do not overlap. */
export type Rated = { candidate: string; rating: Figure; rank: Rank | null; items: number };

export type Ratings =
  | {
      ok: true;
      ties: TieConvention;
      /** Why and for whom the votes set no limit, and the ridge that keeps ratings finite then; null and 0 elsewhere. */
      noFiniteEstimate: NoFiniteEstimate | null;
      ridge: number;
      /** How much ties are expected: Davidson's ν, Rao and Kupper's θ; null for half wins. */
      tieParameter: number | null;
      n: { votes: number; items: number; raters: number };
      /** The strongest first. */
      rated: Rated[];
    }
  /** `groups` are those that no vote connects, each to be rated for itself. */
  | { ok: false; reason: string; groups: string[][] };

export type RatingOptions = {
  ties: TieConvention;
  /** Whose rating is set to what; without it the mean of all is 1000. */
  anchor?: { candidate: string; rating: number };
  interval?: IntervalMethod;
  /**
   * Where some pairs were put before raters more often than others: each vote then counts for 1 / chance, so that the
   * ratings are those of a league in which all pairs meet alike. Source: docs/method.md#win-rates-and-ratings.
   */
  chance?: ChanceOfPair;
};

/**
 * Rates candidates by Bradley–Terry on the Elo scale. No joint rating without votes or when no chain of votes connects
 * everybody, or when the anchor has no votes. Where votes set no limit (somebody only won) a ridge of 0.5 keeps ratings finite, no interval is given and
 * `noFiniteEstimate` says it. Intervals take items, not votes, for independent; the
 * anchor's own has no width.
 */
export function rateCandidates(battles: readonly Battle[], options: RatingOptions): Ratings {
  const table = tabulateBattles(battles, options.chance);
  const groups = connected(table);
  if (groups.length === 0) return { ok: false, reason: "No votes yet.", groups };
  if (groups.length > 1) {
    const reason = `No chain of votes connects these ${groups.length} groups, so no scale holds them all; each can be rated for itself.`;
    return { ok: false, reason, groups };
  }
  const anchor = options.anchor && table.candidates.indexOf(options.anchor.candidate);
  if (anchor === -1) return { ok: false, reason: "The candidate that the scale is set by has no votes.", groups };
  const bounds = findBounds(table, table.counts, options.ties);
  const noFiniteEstimate = bounds.finite ? null : { reason: bounds.reason, candidates: bounds.candidates };
  const ridge = bounds.finite ? 0 : ridgeWithoutEstimate;
  const fit = fitStrengths(table, table.counts, { ties: options.ties, ridge });
  if (!fit) return { ok: false, reason: "The ratings could not be computed from these votes.", groups };
  const scale = { at: anchor ?? null, rating: options.anchor?.rating ?? 1000 };
  const found = ratingIntervals(table, fit, {
    scale,
    ties: options.ties,
    method: options.interval,
    noFiniteEstimate: noFiniteEstimate?.reason ?? null,
  });
  const ratings = onScale(fit.strengths, scale);
  const votes = votesOf(table);
  const ranks = rankCandidates(found.map(({ interval }) => interval));
  const rated = table.candidates.map((candidate, i): Rated => {
    const { interval = null, why = null, items = 0 } = found[i] ?? {};
    const rating: Figure = { ok: true, value: ratings[i] ?? 0, interval, why, n: votes[i] ?? 0 };
    return { candidate, rating, rank: ranks[i] ?? null, items };
  });
  const value = ({ rating }: Rated) => (rating.ok ? rating.value : 0);
  return {
    ok: true,
    ties: options.ties,
    ridge,
    noFiniteEstimate,
    tieParameter: fit.tie === null ? null : Math.exp(fit.tie),
    n: { votes: table.cells.length, items: table.itemStarts.length - 1, raters: table.raters },
    rated: rated.sort((a, b) => value(b) - value(a)),
  };
}

function connected({ candidates, first, second }: BattleTable): string[][] {
  const joined = new UnionFind();
  first.forEach((i, p) => {
    joined.unite(i, second[p] ?? 0);
  });
  const groups = new Map<number, string[]>();
  candidates.forEach((candidate, i) => {
    const group = joined.find(i);
    groups.set(group, [...(groups.get(group) ?? []), candidate]);
  });
  return [...groups.values()];
}

function votesOf({ candidates, first, second, cells }: BattleTable): number[] {
  const votes = candidates.map(() => 0);
  for (const cell of cells)
    for (const side of [first, second]) {
      const i = side[Math.floor(cell / 3)] ?? 0;
      votes[i] = (votes[i] ?? 0) + 1;
    }
  return votes;
}
