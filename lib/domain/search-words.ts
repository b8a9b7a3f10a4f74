/** One thing to look for, or to leave out. */
export type SearchTerm = {
  kind: "word" | "beginning" | "exact";
  text: string;
  negated: boolean;
};

const most = 12;

/**
 * What a person typed into a search box, read as they mean it: words apart by spaces, all to be found somewhere in the
 * dialogue; "in quotes" exactly so, with its punctuation; -word or -"so" not at all; word* what begins so. Words of
 * scripts without spaces are looked for as they stand. At most 12 terms; empty for nothing but signs.
 */
export function readSearch(typed: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, minus = "", quoted, word = ""] of typed.normalize("NFC").matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const negated = minus === "-";
    if (quoted !== undefined) {
      if (quoted.trim() !== "") terms.push({ kind: "exact", text: quoted.trim(), negated });
    } else if (hasUnspacedScript(word)) terms.push({ kind: "exact", text: word, negated });
    else if (/^[\p{L}\p{N}]+\*$/u.test(word)) terms.push({ kind: "beginning", text: word.slice(0, -1), negated });
    else if (/[\p{L}\p{N}]/u.test(word)) terms.push({ kind: "word", text: word, negated });
  }
  return terms.slice(0, most);
}

/** Chinese, Japanese, Thai, Lao, Khmer, Burmese: words stand side by side, so no dictionary of words finds them. */
export function hasUnspacedScript(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text,
  );
}
