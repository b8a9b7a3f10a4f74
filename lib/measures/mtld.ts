import { type Words, wordsOf } from "./words";

/** The ratio of types to tokens at which a stretch is used up (McCarthy and Jarvis 2010). */
export const usedUpRatio = 0.72;

let lastSeen = new Int32Array(1 << 10);

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
