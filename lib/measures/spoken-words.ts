/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
// ASCII and the signs of typesetters, as most texts are: their words are found in half the time.
const plain = /^[\0-\x7f\u2010-\u2027]*$/;
const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/**
 * A text whose words stand apart: of languages that put no spaces between them the ones that Unicode's dictionaries find
 * (Intl.Segmenter), so they may differ by a word with another version of Node. All other texts are as they were.
 */
export function spaced(text: string): string {
  if (plain.test(text) || !unspaced.test(text)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(" ");
}

/** Words of the texts that were asked for last: many figures ask for the same ones, one after the other. */
let lately = new Map<string, readonly string[]>();
const mostTexts = 256;

/** The words that somebody says, in lower case: letters, digits and their marks, inner apostrophes kept. */
export function wordsIn(text: string): readonly string[] {
  const known = lately.get(text);
  if (known) return known;
  const even = spaced(text).toLowerCase();
  const words = even.match(plain.test(even) ? /[a-z0-9][a-z0-9'’]*/g : /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
  if (lately.size >= mostTexts) lately = new Map();
  lately.set(text, words);
  return words;
}
