import { GramTable } from "./gram-table";

/**
 * n-gram diversity of a corpus (Shaib and others 2024, package `diversity` 0.3.1), 0 to 4: for runs of one to four words
 * the share of distinct ones among all, summed. Texts are joined by a blank and split at blanks, as there: a line end is
 * part of a word. A length of which there is no run counts as nothing. Null without texts.
 */
export function ngramDiversity(texts: readonly string[], longest = 4): number | null {
  if (texts.length === 0) return null;
  const words = numbered(texts.join(" ").split(" "));
  let grams = words;
  let score = new Set(grams).size / grams.length;
  for (let length = 2; length <= Math.min(longest, words.length); length++) {
    const table = new GramTable();
    grams = grams.subarray(0, -1).map((gram, i) => table.numberOf(gram, words[i + length - 1] as number));
    score += table.size / grams.length;
  }
  return score;
}

/**
 * Self-repetition (Salkar and others 2022, package `diversity` 0.3.1), from 0: the mean over texts of ln(1 + how often the
 * text's distinct runs of four words come in other texts). Higher where texts are made from one mould. Null without texts.
 */
export function selfRepetition(texts: readonly string[], length = 4): number | null {
  if (texts.length === 0) return null;
  const tables = Array.from({ length: length - 1 }, () => new GramTable());
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const grams = texts.map((text) => {
    const words = text.split(/\s+/).filter((word) => word !== "");
    const own = new Set(runs(numbered(words, ids), tables));
    for (const gram of own) counts[gram] = (counts[gram] ?? 0) + 1;
    return own;
  });
  let sum = 0;
  for (const own of grams) {
    let elsewhere = 0;
    for (const gram of own) elsewhere += (counts[gram] as number) - 1;
    sum += Math.log1p(elsewhere);
  }
  return sum / texts.length;
}

/** The runs of as many words as there are tables, and one more. */
function runs(words: Int32Array, tables: readonly GramTable[]): number[] {
  const found: number[] = [];
  for (let i = 0; i + tables.length < words.length; i++)
    found.push(tables.reduce((gram, table, n) => table.numberOf(gram, words[i + n + 1] as number), words[i] as number));
  return found;
}

function numbered(words: readonly string[], ids = new Map<string, number>()): Int32Array {
  return Int32Array.from(words, (word) => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    return ids.size - 1;
  });
}
