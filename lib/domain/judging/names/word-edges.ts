import type { FoldedText } from "./fold-text";

/** Numbers of scripts as `FoldedText` tells them. */
export const scripts = { unspaced: 1, hangul: 2, cyrillic: 3, arabic: 5, digits: 8 } as const;

/** True where one word may end and another begin, with nothing between them. */
export function isEdge(folded: FoldedText, before: number, after: number): boolean {
  const [one, other] = [folded.scriptAt(before), folded.scriptAt(after)];
  if (one !== other || one === scripts.unspaced) return true;
  if (isDigit(folded, before) !== isDigit(folded, after)) return true;
  return !folded.isUpperAt(before) && folded.isUpperAt(after);
}

function isDigit(folded: FoldedText, i: number): boolean {
  return folded.codeAt(i) >= 48 && folded.codeAt(i) <= 57;
}
