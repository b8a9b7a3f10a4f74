/** Scripts that put no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/**
 * A text whose words stand apart: of languages that put no spaces between them the ones that Unicode's dictionaries find
 * (Intl.Segmenter), so they may differ by a word with another version of Node. All other texts are as they were.
 */
export function spaced(text: string): string {
  if (!unspaced.test(text)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(" ");
}

/** The words that somebody says, in lower case: letters, digits and their marks, inner apostrophes kept. */
export function wordsIn(text: string): string[] {
  return (
    spaced(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? []
  );
}
