import { type Words, wordsOf } from "./words";

/** The ratio of types to tokens at which a stretch is used up (McCarthy and Jarvis 2010). */
export const usedUpRatio = 0.72;

let lastSeen = new Int32Array(1 << 10);

/**
 * Lexical diversity of a text of some length, on tokens as numbers: words ({@link wordsOf}) or a tokenizer's ids, which
 * must be named beside the figure. As MirrorBench (arXiv 2601.08118) has them, on all that a speaker says in a dialogue
 * (docs/method.md#measures-of-a-data-set).
 */
export const windowTokens = 50;
export const drawnTokens = 42;

/**
 * Moving-average ratio of types to tokens (MATTR, Covington and McFall 2010), 0 to 1: the mean over all windows of
 * `window` tokens. Shorter texts: their plain ratio. Null without tokens.
 */
export function mattr(tokens: Int32Array, window = windowTokens): number | null {
  if (tokens.length === 0) return null;
  const counts = new Map<number, number>();
  let sum = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as number;
    counts.set(token, (counts.get(token) ?? 0) + 1);
    if (i >= window) leave(counts, tokens[i - window] as number);
    if (i >= window - 1) sum += counts.size;
  }
  if (tokens.length <= window) return counts.size / tokens.length;
  return sum / window / (tokens.length - window + 1);
}

function leave(counts: Map<number, number>, token: number): void {
  const left = (counts.get(token) as number) - 1;
  if (left === 0) counts.delete(token);
  else counts.set(token, left);
}

/**
 * Hypergeometric distribution diversity (HD-D, McCarthy and Jarvis 2007), 0 to 1: the expected ratio of types to tokens
 * in a random draw of `sample` tokens. Shorter texts are drawn whole. Null without tokens.
 */
export function hdd(tokens: Int32Array, sample = drawnTokens): number | null {
  if (tokens.length === 0) return null;
  const drawn = Math.min(sample, tokens.length);
  let expected = 0;
  for (const [frequency, types] of spectrum(tokens))
    expected += types * (1 - chanceOfNone(tokens.length, frequency, drawn));
  return expected / drawn;
}

/** C(total − frequency, drawn) / C(total, drawn), as a product that never leaves 0 to 1. */
function chanceOfNone(total: number, frequency: number, drawn: number): number {
  let chance = 1;
  for (let i = 0; i < drawn && chance > 0; i++) chance *= Math.max(0, total - frequency - i) / (total - i);
  return chance;
}

/** Yule's K (Yule 1944): 10⁴ (Σf² − N) / N², from 0; higher where few words come again and again. Null without tokens. */
export function yulesK(tokens: Int32Array): number | null {
  if (tokens.length === 0) return null;
  let squares = 0;
  for (const [frequency, types] of spectrum(tokens)) squares += types * frequency * frequency;
  return (10_000 * (squares - tokens.length)) / (tokens.length * tokens.length);
}

/** How many types occur how often. */
function spectrum(tokens: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const spectrum = new Map<number, number>();
  for (const frequency of counts.values()) spectrum.set(frequency, (spectrum.get(frequency) ?? 0) + 1);
  return spectrum;
}

/**
 * The paper's lexical diversity of a question: MTLD (McCarthy and Jarvis 2010), the mean number of words over which the
 * ratio of types to tokens stays above 0.72, forward and backward, averaged; equal to LexicalRichness 0.5.1. In words,
 * from 1; a text whose words all differ scores their number, so short texts score low. Null without words.
 */
export function mtld(text: string): number | null {
  const words = wordsOf(text);
  return words.ids.length === 0
    ? null
    : (words.ids.length / factors(words) + words.ids.length / factors(words, true)) / 2;
}

/** Into how many stretches the words fall, the last one by how far it got. */
function factors({ ids, types }: Words, isBackward = false): number {
  if (types > lastSeen.length) lastSeen = new Int32Array(2 * types);
  lastSeen.fill(0, 0, types);
  let stretch = 1;
  let distinct = 0;
  let total = 0;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[isBackward ? ids.length - 1 - i : i] as number;
    total++;
    if (lastSeen[id] !== stretch) {
      lastSeen[id] = stretch;
      distinct++;
    }
    if (distinct / total > usedUpRatio) continue;
    stretch++;
    distinct = 0;
    total = 0;
  }
  const left = total === 0 ? 0 : (1 - distinct / total) / (1 - usedUpRatio);
  // No stretch was used up and no word came twice: one factor.
  return stretch - 1 + left || 1;
}
