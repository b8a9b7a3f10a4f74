import { foldWithPlaces } from "@/lib/domain/search-text";
import { readSearch, type SearchTerm } from "@/lib/domain/search-words";

/** What a search looks for in texts; what it leaves out is nowhere. */
export function wantedIn(typed: string): SearchTerm[] {
  return readSearch(typed).filter(({ negated, text }) => !negated && text !== "");
}

/** Where in a text something wanted stands, as places in the text itself. */
export function hitsIn(text: string, wanted: readonly SearchTerm[]): { from: number; to: number }[] {
  const { folded, places } = foldWithPlaces(text);
  const hits = [];
  for (const term of wanted) {
    const { length } = term.text;
    for (let at = folded.indexOf(term.text); at >= 0; at = folded.indexOf(term.text, at + length))
      if (fits(folded, at, term)) hits.push({ from: places[at] ?? 0, to: places[at + length] ?? text.length });
  }
  return hits;
}

/** A word stands by itself, a beginning at the beginning of one. */
function fits(folded: string, at: number, { kind, text }: SearchTerm): boolean {
  if (kind === "exact") return true;
  if (isOfWord(folded[at - 1])) return false;
  return kind === "beginning" || !isOfWord(folded[at + text.length]);
}

function isOfWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}
