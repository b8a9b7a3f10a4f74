import { Marked, type Token, type TokenizerObject } from "marked";
import { formulaBlocks, formulasInText } from "./formula-rules";

/** More is no text that anybody reads, and would hold the page up. */
const most = { length: 100_000, cells: 50_000, marks: 2_000 };
/** Quotes and lists within one another on one line. */
const tooDeep = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){21}/m;

/** Spaces that nobody typed; the lexer goes over them again and again. */
const desert = /[ \t]{500}/;

const nothing = () => undefined;

/** HTML, reference links and footnotes are words like others; two tildes strike out, one is "about" in many languages. */
const tokenizer: TokenizerObject = {
  html: nothing,
  tag: nothing,
  def: nothing,
  reflink: nothing,
  del(source) {
    const [raw, text] = /^~~(?=\S)((?:[^~]|~(?!~))+?)(?<=\S)~~(?!~)/.exec(source) ?? [];
    return raw && text ? { type: "del", raw, text, tokens: this.lexer.inlineTokens(text) } : undefined;
  },
  // An address ends where words of Chinese or Japanese go on without a space.
  url(source) {
    const [raw] = /^https?:\/\/[^\s<>"`*\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]+/i.exec(source) ?? [];
    const href = raw?.replace(/[.,;:!?'")\]]+$/, "");
    if (!href) return undefined;
    return {
      type: "link",
      raw: href,
      text: href,
      href,
      tokens: [{ type: "text", raw: href, text: href, escaped: false }],
    };
  },
};

/** Bold is bold also where Chinese punctuation stands at its edge, which CommonMark leaves as it is. */
const strong = {
  name: "plainStrong",
  level: "inline" as const,
  start: (source: string) => source.match(/\*\*/)?.index,
  tokenizer(this: { lexer: { inlineTokens: (source: string) => Token[] } }, source: string) {
    const [raw, text] = /^\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*(?!\*)/.exec(source) ?? [];
    return raw && text ? { type: "strong", raw, text, tokens: this.lexer.inlineTokens(text) } : undefined;
  },
};

const markdown = new Marked({ gfm: true, breaks: true, tokenizer, extensions: [strong] });
const markdownWithFormulas = new Marked({
  gfm: true,
  breaks: true,
  tokenizer,
  extensions: [formulaBlocks, formulasInText, strong],
});

/**
 * What the Markdown of a part says. Null when it is too large or too deep to be drawn: it is then shown as it is. `breaks`:
 * a line that ends, ends where it is read, too, as models mean it; people wrap long lines.
 */
export function lexMarkdown(source: string, { breaks = true } = {}): Token[] | null {
  if (source.length > most.length || tooDeep.test(source) || desert.test(source)) return null;
  if (countMarks(source) > most.marks || countCells(source) > most.cells) return null;
  const lexer = /\$|\\[([]/.test(source) ? markdownWithFormulas : markdown;
  try {
    return lexer.lexer(source, { ...lexer.defaults, breaks });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function countMarks(source: string): number {
  return source.match(/\*+|_+|~+|\$+|\\[([]/g)?.length ?? 0;
}

/** A row is as wide as the head of its table, however short it is written. */
function countCells(source: string): number {
  const lines = source.split("\n");
  const widest = lines.reduce((most, line) => Math.max(most, line.split("|").length), 0);
  return widest * lines.length;
}
