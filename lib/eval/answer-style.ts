import type { CountTokens } from "@/lib/domain/chat-model";

/** How an answer looks, apart from what it says. All are counts. */
export type AnswerStyle = { tokens: number; headers: number; lists: number; bold: number };
export type StyleTrait = keyof AnswerStyle;

export const styleTraits: readonly StyleTrait[] = ["tokens", "headers", "lists", "bold"];

/** Measures answers, all turns of one candidate together; what stands in code blocks is no mark-up. */
export function measureStyle(turns: readonly string[], countTokens: CountTokens): AnswerStyle {
  const style = { tokens: 0, headers: 0, lists: 0, bold: 0 };
  for (const turn of turns) {
    const prose = turn.replace(/^ *(```|~~~)[\s\S]*?(?:^ *\1.*$|$(?![\s\S]))/gm, "");
    style.tokens += countTokens(turn);
    style.headers += count(prose, /^ {0,3}#{1,6}\s+\S/gm);
    style.lists += count(prose, /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/gm);
    style.bold += count(prose, /\*\*(?=\S)[^\n]*?\S\*\*|__(?=\S)[^\n]*?\S__/g);
  }
  return style;
}

/**
 * By how much two answers differ, from -1 to 1 for each trait: (a - b) / (a + b + 1), where the 1 keeps two answers
 * without any from being divided by nothing. Source: docs/method.md#style.
 */
export function styleDifference(a: AnswerStyle, b: AnswerStyle): number[] {
  return styleTraits.map((trait) => (a[trait] - b[trait]) / (a[trait] + b[trait] + 1));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
