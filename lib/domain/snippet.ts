import { foldWithPlaces } from "./search-text";

/** A piece of a turn in which a search found something; pieces follow each other. */
export type SnippetPiece = { text: string; isHit: boolean };

/** Characters of context on each side of a hit. */
const around = 70;

/** What a search looks for in a text: exact texts, and words by themselves; all folded. */
export type SnippetWanted = { texts: string[]; words: string[] };

/**
 * The first place of anything wanted with what stands around it, all hits in that marked; null where there is none. Line
 * breaks become spaces, since a snippet is one line.
 */
export function cutAround(text: string, wanted: SnippetWanted): SnippetPiece[] | null {
  const hits = hitsIn(text, wanted);
  const first = hits[0];
  if (!first) return null;
  const from = startOfWord(text, Math.max(0, first.from - around));
  const to = Math.min(text.length, first.to + around);
  const pieces: SnippetPiece[] = [{ text: from > 0 ? "…" : "", isHit: false }];
  let at = from;
  for (const hit of hits.filter((one) => one.to <= to)) {
    pieces.push({ text: text.slice(at, hit.from), isHit: false }, { text: text.slice(hit.from, hit.to), isHit: true });
    at = hit.to;
  }
  pieces.push({ text: `${text.slice(at, to)}${to < text.length ? "…" : ""}`, isHit: false });
  return inOneLine(pieces);
}

/** Neighbours of a kind as one, each on one line. */
function inOneLine(pieces: SnippetPiece[]): SnippetPiece[] {
  const joined: SnippetPiece[] = [];
  for (const { text, isHit } of pieces) {
    const last = joined.at(-1);
    if (last && last.isHit === isHit && !isHit) last.text += text;
    else joined.push({ text, isHit });
  }
  return joined.map((piece) => ({ ...piece, text: piece.text.replace(/\s+/g, " ") })).filter(({ text }) => text !== "");
}

function hitsIn(text: string, { texts, words }: SnippetWanted): { from: number; to: number }[] {
  const alternatives = [
    ...texts.map(literal),
    // The longest first: of e-mail all of it, not its e.
    ...words
      .toSorted((a, b) => b.length - a.length)
      .map((word) => `(?<![\\p{L}\\p{N}])${[...word].map(literal).join("[-'’‐‑]?")}(?![\\p{L}\\p{N}])`),
  ];
  if (alternatives.length === 0) return [];
  const { folded, places } = foldWithPlaces(text);
  const hits = folded.matchAll(new RegExp(alternatives.join("|"), "gu"));
  return [...hits].map(({ 0: hit, index }) => ({
    from: places[index] ?? 0,
    to: places[index + hit.length] ?? text.length,
  }));
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Where the word at `at` begins, or `at` itself in a script without spaces. */
function startOfWord(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return at - space < 20 && space >= 0 ? space + 1 : at;
}
