import { cohenKappa, fleissKappa, krippendorffAlpha, type Level, rawAgreement } from "./agreement-coefficients";
import { bootstrapInterval } from "./bootstrap";
import type { Estimate, Figure } from "./figure";
import { type Rating, type RatingsTable, tabulate } from "./ratings-table";

/** How well raters agree. `items` were judged at all, `pairable` by two or more; each figure carries its own n. */
export type Agreement = {
  items: number;
  pairable: number;
  raters: number;
  ratings: number;
  raw: Figure;
  cohen: Figure;
  fleiss: Figure;
  alpha: Figure;
};

export type AgreementOptions = { level?: Level; rounds?: number; seed?: number };

/**
 * All coefficients of one question put to several raters, each with a bootstrap interval over items. Cohen's kappa is
 * weighted by squared distance where values have an order: of their places (`ordinal`) or of the numbers (`interval`).
 */
export function measureAgreement(
  ratings: readonly Rating[],
  { level = "nominal", ...draws }: AgreementOptions = {},
): Agreement {
  const table = tabulate(ratings);
  const { kinds, alike } = gather(table.counts);
  const n = table.counts.length;
  const withInterval = (statistic: (weights?: readonly number[]) => Estimate): Figure => {
    const whole = statistic(alike);
    if (!whole.ok) return whole;
    const outcome = bootstrapInterval(alike, (drawn) => numberOf(statistic(drawn)), draws);
    return { ok: true, value: whole.value, ...outcome, n };
  };
  return {
    items: table.items,
    pairable: n,
    raters: table.raters.length,
    ratings: table.ratings,
    raw: withInterval((weights) => rawAgreement(kinds, weights)),
    cohen: cohenOf(ratings, table, level, draws),
    fleiss: withInterval((weights) => fleissKappa(kinds, weights)),
    alpha: withInterval((weights) => krippendorffAlpha(kinds, { values: table.values, level, weights })),
  };
}

/** So many items that `accepted` people accepted and `rejected` people rejected. */
export type VerdictKind = { accepted: number; rejected: number; items: number };

/**
 * Krippendorff's alpha of verdicts alone, without an interval, for whoever asks again and again. Null where it is not
 * defined: no item was judged by two, or all gave the same verdict throughout.
 */
export function verdictAlpha(kinds: readonly VerdictKind[]): { alpha: number | null; items: number } {
  const shared = kinds.filter(({ accepted, rejected }) => accepted + rejected > 1);
  const alpha = krippendorffAlpha(
    shared.map(({ accepted, rejected }) => [accepted, rejected]),
    { values: ["accepted", "rejected"], level: "nominal", weights: shared.map(({ items }) => items) },
  );
  return { alpha: numberOf(alpha), items: shared.reduce((sum, { items }) => sum + items, 0) };
}

function cohenOf(ratings: readonly Rating[], table: RatingsTable, level: Level, draws: AgreementOptions): Figure {
  const [first, second] = table.raters;
  if (first === undefined || second === undefined) return { ok: false, reason: "Needs two raters." };
  if (table.raters.length > 2)
    return { ok: false, reason: `For two raters; here are ${table.raters.length}. See the pairs of people.` };
  const place = new Map(table.values.map((value, i) => [value, i]));
  const ofFirst = new Map(ratings.filter(({ rater }) => rater === first).map(({ item, value }) => [item, value]));
  const ofSecond = new Map(ratings.filter(({ rater }) => rater === second).map(({ item, value }) => [item, value]));
  const size = table.values.length;
  const cells = new Array<number>(size * size).fill(0);
  for (const [item, value] of ofFirst) {
    const other = ofSecond.get(item);
    if (other === undefined) continue;
    const at = (place.get(value) ?? 0) * size + (place.get(other) ?? 0);
    cells[at] = (cells[at] ?? 0) + 1;
  }
  const weights = level === "nominal" ? "none" : "quadratic";
  if (level === "interval" && table.values.some((value) => typeof value !== "number"))
    return { ok: false, reason: "Differences need numbers, and these values are names." };
  const scale = level === "interval" ? table.values.map(Number) : undefined;
  const kappa = (counts: readonly number[]) =>
    cohenKappa(
      table.values.map((_, a) => counts.slice(a * size, (a + 1) * size)),
      weights,
      scale,
    );
  const whole = kappa(cells);
  if (!whole.ok) return whole;
  const n = cells.reduce((sum, count) => sum + count, 0);
  return { ok: true, value: whole.value, ...bootstrapInterval(cells, (drawn) => numberOf(kappa(drawn)), draws), n };
}

/** Items with the same counts, once, and how many there are of each. */
function gather(counts: readonly number[][]): { kinds: number[][]; alike: number[] } {
  const kinds = new Map<string, { row: number[]; count: number }>();
  for (const row of counts) {
    const key = row.join();
    const kind = kinds.get(key) ?? { row, count: 0 };
    kind.count += 1;
    kinds.set(key, kind);
  }
  const found = [...kinds.values()];
  return { kinds: found.map(({ row }) => row), alike: found.map(({ count }) => count) };
}

function numberOf(estimate: Estimate): number | null {
  return estimate.ok ? estimate.value : null;
}

type PairAgreement = { first: string; second: string; items: number; raw: Figure; cohen: Figure };

/** Agreement of every two raters who judged an item together, those with most items first. */
export function measurePairs(ratings: readonly Rating[], options: AgreementOptions = {}): PairAgreement[] {
  const byRater = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const theirs = byRater.get(rating.rater);
    if (theirs) theirs.push(rating);
    else byRater.set(rating.rater, [rating]);
  }
  const raters = [...byRater.keys()].sort();
  const pairs = raters.flatMap((first, i) =>
    raters.slice(i + 1).flatMap((second) => {
      const theirs = [...(byRater.get(first) ?? []), ...(byRater.get(second) ?? [])];
      const { pairable, raw, cohen } = measureAgreement(theirs, options);
      return pairable === 0 ? [] : [{ first, second, items: pairable, raw, cohen }];
    }),
  );
  return pairs.sort((a, b) => b.items - a.items);
}
