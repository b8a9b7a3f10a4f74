/** A piece of a line: plain words, or words between marks that make them strong or code. */
export type Piece = { key: number; kind: "plain" | "strong" | "code"; mark: string; text: string };

const marked = /\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|`([^`\n]+)`/g;

/**
 * Finds `**strong**` and `` `code` `` in prose. Marks and words put together again are the text, letter by letter: a
 * reader of training data must see what the trainer will see. `key` is where a piece begins.
 */
export function splitMarks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(marked)) {
    if (match.index > at) pieces.push({ key: at, kind: "plain", mark: "", text: text.slice(at, match.index) });
    const strong = match[1] !== undefined;
    const inside = match[1] ?? match[2] ?? "";
    pieces.push({ key: match.index, kind: strong ? "strong" : "code", mark: strong ? "**" : "`", text: inside });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ key: at, kind: "plain", mark: "", text: text.slice(at) });
  return pieces;
}
