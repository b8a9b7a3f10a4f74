import type { Figure } from "@/lib/stats/figure";
import { UnionFind } from "@/lib/stats/union-find";
import type { Battle } from "./battle";
import { findBounds, type Unlimited } from "./find-bounds";
import { fitStrengths } from "./fit-strengths";
import { type Rank, rankContenders } from "./rank-contenders";
import { type IntervalMethod, onScale, ratingIntervals, ridgeWhenUnlimited } from "./rating-intervals";
import { type BattleTable, type ChanceOfPair, tabulateBattles } from "./tabulate-battles";
import type { TieConvention } from "./tie-law";

/** `rating` on the Elo scale with its 95 % interval, `n` votes; `rank` by intervals that do not overlap. */
export type Rated = { contender: string; rating: Figure; rank: Rank | null; items: number };

export type Ratings =
  | {
      ok: true;
      ties: TieConvention;
      /** Why and for whom the votes set no limit, and the ridge that keeps ratings finite then; null and 0 elsewhere. */
      unlimited: Unlimited | null;
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
  anchor?: { contender: string; rating: number };
  interval?: IntervalMethod;
  /**
   * Where some pairs were put before raters more often than others: each vote then counts for 1 / chance, so that the
   * ratings are those of a league in which all pairs meet alike. Source: Chiang et al. (2024), arXiv:2403.04132.
   */
  chance?: ChanceOfPair;
};

/**
 * Rates contenders by Bradley–Terry on the Elo scale. No joint rating without votes or when no chain of votes connects
 * everybody, or when the anchor has no votes. Where votes set no limit (somebody only won) a ridge of 0.5 keeps ratings finite, no interval is given and
 * `unlimited` says it. Intervals take items, not votes, for independent; the
 * anchor's own has no width.
 */
export function rateContenders(battles: readonly Battle[], options: RatingOptions): Ratings {
  const table = tabulateBattles(battles, options.chance);
  const groups = connected(table);
  if (groups.length === 0) return { ok: false, reason: "No votes yet.", groups };
  if (groups.length > 1) {
    const reason = `No chain of votes connects these ${groups.length} groups, so no scale holds them all; each can be rated for itself.`;
    return { ok: false, reason, groups };
  }
  const anchor = options.anchor && table.contenders.indexOf(options.anchor.contender);
  if (anchor === -1) return { ok: false, reason: "The contender that the scale is set by has no votes.", groups };
  const bounds = findBounds(table, table.counts, options.ties);
  const unlimited = bounds.finite ? null : { reason: bounds.reason, contenders: bounds.contenders };
  const ridge = bounds.finite ? 0 : ridgeWhenUnlimited;
  const fit = fitStrengths(table, table.counts, { ties: options.ties, ridge });
  if (!fit) return { ok: false, reason: "The ratings could not be computed from these votes.", groups };
  const scale = { at: anchor ?? null, rating: options.anchor?.rating ?? 1000 };
  const found = ratingIntervals(table, fit, {
    ...{ scale, ties: options.ties, method: options.interval },
    unlimited: unlimited?.reason ?? null,
  });
  const ratings = onScale(fit.strengths, scale);
  const votes = votesOf(table);
  const ranks = rankContenders(found.map(({ interval }) => interval));
  const rated = table.contenders.map((contender, i): Rated => {
    const { interval = null, why = null, items = 0 } = found[i] ?? {};
    const rating: Figure = { ok: true, value: ratings[i] ?? 0, interval, why, n: votes[i] ?? 0 };
    return { contender, rating, rank: ranks[i] ?? null, items };
  });
  const value = ({ rating }: Rated) => (rating.ok ? rating.value : 0);
  return {
    ok: true,
    ties: options.ties,
    ridge,
    unlimited,
    tieParameter: fit.tie === null ? null : Math.exp(fit.tie),
    n: { votes: table.cells.length, items: table.itemStarts.length - 1, raters: table.raters },
    rated: rated.sort((a, b) => value(b) - value(a)),
  };
}

function connected({ contenders, first, second }: BattleTable): string[][] {
  const joined = new UnionFind();
  first.forEach((i, p) => {
    joined.unite(i, second[p] ?? 0);
  });
  const groups = new Map<number, string[]>();
  contenders.forEach((contender, i) => {
    const group = joined.find(i);
    groups.set(group, [...(groups.get(group) ?? []), contender]);
  });
  return [...groups.values()];
}

function votesOf({ contenders, first, second, cells }: BattleTable): number[] {
  const votes = contenders.map(() => 0);
  for (const cell of cells)
    for (const side of [first, second]) {
      const i = side[Math.floor(cell / 3)] ?? 0;
      votes[i] = (votes[i] ?? 0) + 1;
    }
  return votes;
}
