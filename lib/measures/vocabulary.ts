import { wordsOf } from "./words";

/** How many different words there are among the first so many. */
export type GrowthPoint = { words: number; types: number };

const points = 24;

/** How the vocabulary of texts grows as they are read one after the other, at sizes that grow alike from 10 words on. */
export function vocabularyGrowth(texts: readonly string[]): GrowthPoint[] {
  const { ids } = wordsOf(texts.join(" "));
  if (ids.length < 10) return ids.length === 0 ? [] : [{ words: ids.length, types: new Set(ids).size }];
  const sizes = new Set(
    Array.from({ length: points }, (_, i) => Math.round(10 * (ids.length / 10) ** (i / (points - 1)))),
  );
  const seen = new Set<number>();
  const found: GrowthPoint[] = [];
  for (let i = 0; i < ids.length; i++) {
    seen.add(ids[i] as number);
    if (sizes.has(i + 1)) found.push({ words: i + 1, types: seen.size });
  }
  return found;
}

/**
 * The exponent by which a vocabulary grows with its text (Herdan 1960, Heaps 1978): the slope of ln types over ln words,
 * by least squares over the points of its growth. 1: every word is new; real English lies about 0.5 to 0.8, lower the longer
 * the text. Null for fewer than 100 words.
 */
export function growthExponent(growth: readonly GrowthPoint[]): number | null {
  if ((growth.at(-1)?.words ?? 0) < 100) return null;
  const xs = growth.map(({ words }) => Math.log(words));
  const ys = growth.map(({ types }) => Math.log(types));
  const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const [x, y] = [mean(xs), mean(ys)];
  const across = xs.reduce((sum, one, i) => sum + (one - x) * ((ys[i] as number) - y), 0);
  return across / xs.reduce((sum, one) => sum + (one - x) ** 2, 0);
}
