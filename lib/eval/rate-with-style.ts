import type { Figure } from "@/lib/stats/figure";
import { type AnswerStyle, type StyleTrait, styleDifference, styleTraits } from "./answer-style";
import type { Battle } from "./battle";
import { fitWithStyle, type StyledRows } from "./fit-with-style";
import { rankCandidates } from "./rank-candidates";
import { type Rated, type RatingOptions, type Ratings, rateCandidates } from "./rate-candidates";
import { eloPerUnit, onScale } from "./rating-intervals";

export type StyledBattle = Battle & { firstStyle: AnswerStyle; secondStyle: AnswerStyle };

/**
 * What a trait is worth: log-odds for one standard deviation more of it (as differences go in these votes). Above 0 it
 * wins votes by itself.
 */
export type StyleEffect = { trait: StyleTrait; coefficient: Figure };

export type StyledRatings =
  | {
      ok: true;
      /** The same votes without regard to style, ties as half wins. */
      plain: Extract<Ratings, { ok: true }>;
      /** What is left when style is taken out; the strongest first. */
      rated: Rated[];
      effects: StyleEffect[];
    }
  | { ok: false; reason: string; groups: string[][] };

/** On strengths in units of odds 10 to 1, and on coefficients. Source: docs/method.md#style. */
const styleRidge = 0.5;

const z = 1.959963984540054;

/**
 * Rates candidates by Bradley–Terry with length, headers, lists and bold as covariates, so that an answer earns nothing
 * by its looks alone. Ties are half wins here, whatever convention is chosen elsewhere, and a ridge of 0.5 holds all
 * parameters. Differences are divided by their root mean square and not centred (FastChat centres them), so that it does
 * not matter who is named first. Source: docs/method.md#style.
 */
export function rateWithStyle(
  battles: readonly StyledBattle[],
  { anchor }: Pick<RatingOptions, "anchor"> = {},
): StyledRatings {
  const plain = rateCandidates(battles, { ties: "half_win", anchor });
  if (!plain.ok) return plain;
  const candidates = plain.rated.map(({ candidate }) => candidate).sort();
  const { rows, traits } = rowsOf(battles, candidates);
  const ridge = new Float64Array(candidates.length + traits.length).fill(styleRidge);
  ridge.fill(styleRidge / Math.LN10 ** 2, 0, candidates.length);
  const fit = fitWithStyle(rows, ridge);
  if (!fit) return { ok: false, reason: "The ratings could not be computed from these votes.", groups: [] };
  const variance = (i: number, j: number) => {
    const of = (a: number, b: number) => fit.covariance[a * fit.size + b] ?? 0;
    return of(i, i) + (j < 0 ? 0 : of(j, j) - 2 * of(i, j));
  };
  const scale = { at: anchor ? candidates.indexOf(anchor.candidate) : null, rating: anchor?.rating ?? 1000 };
  const ratings = onScale(fit.values.subarray(0, candidates.length), scale);
  const found = candidates.map((candidate, i): Omit<Rated, "rank"> => {
    const known = plain.rated.find((each) => each.candidate === candidate);
    const unsure = known?.rating.ok ? known.rating.why : null;
    const n = known?.rating.ok ? known.rating.n : 0;
    const rating = around(ratings[i] ?? 0, eloPerUnit * Math.sqrt(Math.max(0, variance(i, scale.at ?? -1))), unsure, n);
    return { candidate, rating, items: known?.items ?? 0 };
  });
  const ranks = rankCandidates(found.map(({ rating }) => (rating.ok ? rating.interval : null)));
  const rated = found.map((one, i): Rated => ({ ...one, rank: ranks[i] ?? null })).sort(byRating);
  const few = plain.n.items < fewestItems ? `An interval needs votes on at least ${fewestItems} items.` : null;
  const effects = styleTraits.map((trait): StyleEffect => {
    const at = traits.indexOf(trait);
    if (at < 0)
      return { trait, coefficient: { ok: false, reason: "The answers that were compared do not differ in it." } };
    const p = candidates.length + at;
    return { trait, coefficient: around(fit.values[p] ?? 0, Math.sqrt(variance(p, -1)), few, plain.n.votes) };
  });
  return { ok: true, plain, rated, effects };
}

const fewestItems = 5;

function rowsOf(all: readonly StyledBattle[], candidates: string[]): { rows: StyledRows; traits: StyleTrait[] } {
  const battles = all.filter(({ first, second }) => first !== second);
  const differences = battles.map(({ firstStyle, secondStyle }) => styleDifference(firstStyle, secondStyle));
  const spread = styleTraits.map((_, t) => {
    const squares = differences.reduce((sum, difference) => sum + (difference[t] ?? 0) ** 2, 0);
    return Math.sqrt(squares / Math.max(1, battles.length));
  });
  const used = spread.flatMap((by, t) => (by > 0 ? [t] : []));
  const places = new Map(candidates.map((candidate, i) => [candidate, i]));
  const items = new Map<string, number>();
  for (const { item } of battles) if (!items.has(item)) items.set(item, items.size);
  const worth = { first: 1, second: 0, tie: 0.5, both_bad: 0.5 };
  const rows: StyledRows = {
    candidates: candidates.length,
    traits: used.length,
    first: Int32Array.from(battles, ({ first }) => places.get(first) ?? 0),
    second: Int32Array.from(battles, ({ second }) => places.get(second) ?? 0),
    outcome: Float64Array.from(battles, ({ outcome }) => worth[outcome]),
    features: Float64Array.from(differences.flatMap((one) => used.map((t) => (one[t] ?? 0) / (spread[t] ?? 1)))),
    items: Int32Array.from(battles, ({ item }) => items.get(item) ?? 0),
  };
  return { rows, traits: used.map((t) => styleTraits[t] as StyleTrait) };
}

function around(value: number, deviation: number, why: string | null, n: number): Figure {
  if (why !== null) return { ok: true, value, interval: null, why, n };
  return { ok: true, value, interval: { low: value - z * deviation, high: value + z * deviation, rounds: 0 }, why, n };
}

function byRating(a: Rated, b: Rated): number {
  return (b.rating.ok ? b.rating.value : 0) - (a.rating.ok ? a.rating.value : 0);
}
