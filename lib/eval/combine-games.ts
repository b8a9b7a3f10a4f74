import { meanFigure } from "@/lib/stats/bootstrap";
import type { Figure } from "@/lib/stats/figure";
import { wilsonShare } from "@/lib/stats/intervals";
import type { Battle } from "./battle";

/** What a judge said of two candidates in one order; null where nothing could be read. */
export type JudgeVerdict = "first" | "second" | "tie" | null;

/**
 * One judge on one pair, in both orders. `game` 1 showed the first candidate as A, `game` 2 the second; the verdicts are
 * in terms of candidates already.
 */
export type JudgedGame = {
  item: string;
  turn: number;
  first: string;
  second: string;
  game: 1 | 2;
  verdict: JudgeVerdict;
};

export type JudgedPair = Omit<JudgedGame, "game" | "verdict"> & {
  /** null where a game is missing or could not be read. */
  outcome: "first" | "second" | "tie" | null;
  /** Both orders gave the same verdict; null where they cannot be compared. */
  isConsistent: boolean | null;
  games: [JudgeVerdict, JudgeVerdict];
};

/**
 * A win only where both orders agree on it; a tie, or two that disagree, is a tie; where either game could not be read
 * there is no outcome at all. Source: docs/method.md#both-orders.
 */
export function combineGames(games: readonly JudgedGame[]): JudgedPair[] {
  const pairs = new Map<string, JudgedPair & { seen: number }>();
  for (const { game, verdict, ...pair } of games) {
    const key = JSON.stringify([pair.item, pair.turn, pair.first, pair.second]);
    const known = pairs.get(key) ?? { ...pair, outcome: null, isConsistent: null, games: [null, null], seen: 0 };
    known.games[game - 1] = verdict;
    known.seen += 1;
    pairs.set(key, known);
  }
  return [...pairs.values()].map(({ seen, ...pair }) => {
    const [one, other] = pair.games;
    if (seen < 2 || one === null || other === null) return pair;
    const isConsistent = one === other;
    return { ...pair, isConsistent, outcome: isConsistent ? one : "tie" };
  });
}

/** Pairs with an outcome as battles; the judge is their rater. */
export function battlesOfPairs(pairs: readonly JudgedPair[], judge: string): Battle[] {
  return pairs.flatMap(({ item, first, second, outcome }) =>
    outcome === null ? [] : [{ item, first, second, outcome, rater: judge }],
  );
}

/**
 * How often both orders gave one verdict, and the share of games decided for the answer that stood first: 0.5 where the
 * judge does not mind the order, as every pair is judged in both.
 */
export function positionFigures(pairs: readonly JudgedPair[]): { consistent: Figure; firstShare: Figure } {
  const compared = pairs.filter(({ isConsistent }) => isConsistent !== null);
  let forFirst = 0;
  let decided = 0;
  for (const { games } of compared)
    for (const [i, verdict] of games.entries()) {
      if (verdict !== "first" && verdict !== "second") continue;
      decided += 1;
      if ((verdict === "first") === (i === 0)) forFirst += 1;
    }
  const alike = compared.filter(({ isConsistent }) => isConsistent).length;
  return { consistent: wilsonShare(alike, compared.length), firstShare: wilsonShare(forFirst, decided) };
}

/** Scores this close count as alike. Source: docs/method.md#reading-a-verdict. */
export const scoreTie = 0.1;

/** One score from 1 to 10, or null where none could be read. */
export type Scored = { item: string; turn: number; candidate: string; score: number | null };

/** Every two candidates that one judge scored on the same question of the same item, as battles. */
export function battlesOfScores(scores: readonly Scored[], judge: string): Battle[] {
  const places = new Map<string, Scored[]>();
  for (const scored of scores) {
    const key = JSON.stringify([scored.item, scored.turn]);
    places.set(key, [...(places.get(key) ?? []), scored]);
  }
  return [...places.values()].flatMap((own) =>
    own.flatMap((one, i) =>
      own.slice(i + 1).flatMap((other): Battle[] => {
        if (one.score === null || other.score === null) return [];
        const lead = one.score - other.score;
        const outcome = Math.abs(lead) <= scoreTie + 1e-9 ? "tie" : lead > 0 ? "first" : "second";
        return [{ item: one.item, first: one.candidate, second: other.candidate, outcome, rater: judge }];
      }),
    ),
  );
}

/** Mean scores (1 to 10) of a candidate in a category, or in all of them (`category` null). */
type ScoreRow = {
  candidate: string;
  category: string | null;
  /** Of the first question, of the second, and over all judgments of both, as MT-Bench reports them. */
  first: Figure;
  second: Figure;
  mean: Figure;
  /** Judgments without a readable score: in no mean. */
  unreadable: number;
};

/**
 * The table of MT-Bench: by candidate, overall and by category in the order in which those first come. The interval of
 * the mean is over items, since the two answers to one item hang together. Source: docs/method.md#scores.
 */
export function scoreTable(scores: readonly (Scored & { category: string })[]): ScoreRow[] {
  const candidates = [...new Set(scores.map(({ candidate }) => candidate))];
  const categories = [...new Set(scores.map(({ category }) => category))];
  const wanted = [null, ...(categories.length > 1 ? categories : [])];
  return candidates.flatMap((candidate) =>
    wanted.map((category) => {
      const own = scores.filter((one) => one.candidate === candidate && (category ?? one.category) === one.category);
      const readable = own.flatMap(({ item, turn, score }) => (score === null ? [] : [{ item, turn, score }]));
      const ofTurn = (wantedTurn: number) =>
        meanFigure(readable.flatMap(({ turn, score }) => (turn === wantedTurn ? [score] : [])));
      return {
        candidate,
        category,
        first: ofTurn(1),
        second: ofTurn(2),
        mean: meanOverItems(readable),
        unreadable: own.length - readable.length,
      };
    }),
  );
}

/** The mean over judgments, with an interval that draws items. */
function meanOverItems(readable: readonly { item: string; score: number }[]): Figure {
  const items = new Map<string, number[]>();
  for (const { item, score } of readable) items.set(item, [...(items.get(item) ?? []), score]);
  const all = readable.map(({ score }) => score);
  const figure = meanFigure([...items.values()].map(average));
  return figure.ok ? { ...figure, value: average(all), n: all.length } : figure;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
