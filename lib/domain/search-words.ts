import { foldText, hasSymbol, hasUnspacedScript, wordsOf } from "./search-text";

/** One thing to look for, or to leave out; its text is folded. */
export type SearchTerm = {
  kind: "word" | "beginning" | "exact";
  text: string;
  negated: boolean;
  /** Of a word with signs at its edge, such as C++: what must be there as a word of its own, too. */
  words: string[];
};

const most = 12;

/** What people end sentences with and put around words; none of it is part of a word. */
const [opening, closing] = [/^[[({<"'¿¡«‹.,;:*_/|&+-]+(?=[\p{L}\p{N}])/u, /[\])}>"'»›.,;:!?*_/|&-]+$/u];

/**
 * What a person typed into a search box, read as they mean it: words apart by spaces, all to be found somewhere in the
 * dialogue; "in quotes" exactly so, with its punctuation; -word or -"so" not at all; word* what begins so. Signs within a
 * word (C++, $5), symbols, emoji and scripts without spaces are looked for as they stand; punctuation by itself is passed
 * over.
 */
export function readSearch(typed: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [, minus = "", quoted, bare = ""] of typed.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const negated = minus === "-";
    if (quoted === undefined) terms.push(...termsOf(foldText(bare), negated));
    else if (foldText(quoted).trim() !== "")
      terms.push({ kind: "exact", text: foldText(quoted).trim(), negated, words: [] });
  }
  return terms;
}

/** Why a search finds nothing whatever is stored, in words for whoever typed it; null when it can be searched. */
export function whyUnsearchable(typed: string): string | null {
  const terms = readSearch(typed);
  if (terms.length > most)
    return `At most ${most} words can be searched at a time, and these are ${terms.length}. Leave some out.`;
  if (terms.length > 0) return null;
  return "There is nothing but punctuation in this search, which is passed over between words. Put it in quotes to find exactly that.";
}

function termsOf(folded: string, negated: boolean): SearchTerm[] {
  if (/^[\p{L}\p{N}]+\*$/u.test(folded) && !hasUnspacedScript(folded))
    return [{ kind: "beginning", text: folded.slice(0, -1), negated, words: [] }];
  const texts = hasUnspacedScript(folded) ? folded.split(/[,.!?;:、。…]+/) : [folded];
  return texts.flatMap((text): SearchTerm[] => {
    const bare = text.replace(closing, "").replace(withDot(text) ? /^[[({<"'¿¡«‹,;:*_/|&+-]+/u : opening, "");
    if (bare === "" || !(/[\p{L}\p{N}]/u.test(bare) || hasSymbol(bare))) return [];
    const isWord = !hasUnspacedScript(bare) && /^[\p{L}\p{N}\p{M}]+([-'’.·_/@:&\\][\p{L}\p{N}\p{M}]+)*$/u.test(bare);
    return [{ kind: isWord ? "word" : "exact", text: bare, negated, words: isWord ? [] : wordsOf(bare) }];
  });
}

/** A dot before a word is of it (.NET, .env), and so it is found. */
function withDot(text: string): boolean {
  return /^\.[\p{L}]/u.test(text);
}
