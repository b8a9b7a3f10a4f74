import type { TokenizerAndRendererExtension, Tokens } from "marked";

/** A formula in TeX; `isBlock` when it stands on lines of its own. */
export type FormulaToken = Tokens.Generic & { type: "formula"; tex: string; isBlock: boolean };

// At most so long that a formula which never ends is given up at once.
const onOwnLines =
  /^ {0,3}(?:\$\$((?:[^$\n]|\n(?!\s*\n)){1,2000}?)\$\$|\\\[((?:[^\n]|\n(?!\s*\n)){1,2000}?)\\\])[ \t]*(?:\n+|$)/;
const between =
  /^(?:\$\$((?:[^$\n]|\n(?!\s*\n)){1,2000}?)\$\$|\\\[((?:[^\n]|\n(?!\s*\n)){1,2000}?)\\\]|\\\(((?:[^\n]|\n(?!\s*\n)){1,2000}?)\\\))/;
const dollars = /^\$((?![\s$])(?:\\[^\n]|[^$\\\n`]){1,1000}?)(?<!\s)\$(?!\d)/;

/** Formulas on lines of their own: `$$…$$`, `\[…\]`. */
export const formulaBlocks: TokenizerAndRendererExtension = {
  name: "formulaBlock",
  level: "block",
  start: (source) => source.match(/^ {0,3}(?:\$\$|\\\[)/m)?.index,
  tokenizer(source) {
    const [raw, inDollars, inBrackets] = onOwnLines.exec(source) ?? [];
    const tex = inDollars ?? inBrackets;
    return raw && tex ? { type: "formula", raw, tex: tex.trim(), isBlock: true } : undefined;
  },
};

/** Formulas among words: `$…$`, `\(…\)`, and those made for a line of their own that stand in one. */
export const formulasInText: TokenizerAndRendererExtension = {
  name: "formulaInText",
  level: "inline",
  start: (source) => source.match(/\$|\\[([]/)?.index,
  tokenizer(source, before) {
    const [raw, inDollars, inBrackets, inParentheses] = between.exec(source) ?? [];
    if (raw && (inBrackets === undefined || looksLikeTex(inBrackets))) {
      const tex = inDollars ?? inBrackets ?? inParentheses ?? "";
      return { type: "formula", raw, tex: tex.trim(), isBlock: inParentheses === undefined };
    }
    // Behind a letter or a digit a dollar is a currency: US$5.
    if (/[\p{L}\p{N}$]$/u.test(before.at(-1)?.raw ?? "")) return undefined;
    const [single, tex = ""] = dollars.exec(source) ?? [];
    return single && !readsLikeProse(tex) ? { type: "formula", raw: single, tex, isBlock: false } : undefined;
  },
};

function looksLikeTex(inside: string): boolean {
  return /[\\^_={}]/.test(inside);
}

/** "$5 and A$": words between two prices. */
function readsLikeProse(inside: string): boolean {
  return !/[\\^_=<>{}|+]/.test(inside) && (/\p{L}{2,}\s+\p{L}/u.test(inside) || /^[\d.,]+\s+\p{L}{2,}/u.test(inside));
}
