import { meanFigure } from "@/lib/stats/bootstrap";
import type { Figure } from "@/lib/stats/figure";
import type { Scored } from "./combine-games";

/** Mean scores (1 to 10) of a candidate in a category, or in all of them (`category` null). */
export type ScoreRow = {
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
