import type { Said } from "./corpus";

/** Weighted terms of a context: how much each term counts towards what is said next. */
export type TermWeights = Map<string, number>;

/** A turn counts this much less than the one after it. */
const fading = 0.6;
/** The opening names the topic, and goes on doing so. */
const openingWeight = 0.7;

/** Lower-cased words; scripts without spaces give pairs of neighbours, as usual in their retrieval. */
export function termsOf(text: string): string[] {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) =>
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(word) ? pairs(word) : word,
  );
}

/** The terms of a dialogue so far, its latest turn at full weight. */
export function contextTerms(turns: Said[]): TermWeights {
  const weights: TermWeights = new Map();
  for (const [i, { text }] of turns.entries()) {
    const faded = fading ** (turns.length - 1 - i);
    const weight = i === 0 ? Math.max(faded, openingWeight) : faded;
    for (const term of termsOf(text)) weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  return weights;
}

function pairs(word: string): string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
