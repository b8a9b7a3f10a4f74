/** Lines of a text that are laid out together. `at` is where they begin, so it is stable while the text grows. */
export type TextPiece = { at: number; text: string };

const pieceLength = 2_000;

/**
 * Cuts a long text between lines, so that a word at its end lays out the last piece alone. Each piece stands on lines of
 * its own; the line ends between pieces are what was cut away. Lines are not broken.
 */
export function cutText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  for (let at = 0; at < text.length; ) {
    const cut = text.indexOf("\n", at + pieceLength);
    // A line end that nothing follows would be a line nobody wrote.
    const end = cut < 0 || cut === text.length - 1 ? text.length : cut;
    pieces.push({ at, text: text.slice(at, end) });
    at = end + 1;
  }
  return pieces;
}
