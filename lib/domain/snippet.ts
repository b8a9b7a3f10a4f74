/** A piece of a turn in which a search found something; pieces follow each other. */
export type SnippetPiece = { text: string; isHit: boolean };

/** Characters of context on each side of a hit. */
const around = 70;

/**
 * Text in which hits stand between `start` and `end` as pieces. Line breaks become spaces, since a snippet is one line.
 */
export function piecesOf(marked: string, start: string, end: string): SnippetPiece[] {
  const parts = marked.replace(/\s+/g, " ").split(start);
  return parts
    .flatMap((part, i) => {
      if (i === 0) return [{ text: part, isHit: false }];
      const [hit = "", ...rest] = part.split(end);
      return [
        { text: hit, isHit: true },
        { text: rest.join(end), isHit: false },
      ];
    })
    .filter(({ text }) => text !== "");
}

/** The first place of `needle` (in any case) with what stands around it; null where it is not there. */
export function cutAround(text: string, needle: string): SnippetPiece[] | null {
  const at = text.toLowerCase().indexOf(needle.toLowerCase());
  if (at < 0 || needle === "") return null;
  const from = startOfWord(text, Math.max(0, at - around));
  const to = Math.min(text.length, at + needle.length + around);
  const pieces = [
    { text: `${from > 0 ? "…" : ""}${text.slice(from, at)}`, isHit: false },
    { text: text.slice(at, at + needle.length), isHit: true },
    { text: `${text.slice(at + needle.length, to)}${to < text.length ? "…" : ""}`, isHit: false },
  ];
  return pieces
    .map((piece) => ({ ...piece, text: piece.text.replace(/\s+/g, " ") }))
    .filter(({ text: said }) => said !== "");
}

/** Where the word at `at` begins, or `at` itself in a script without spaces. */
function startOfWord(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return at - space < 20 && space >= 0 ? space + 1 : at;
}
