import { type Open, takeLine } from "./take-line";

/** A stretch of a text that reads the same alone as it does in the whole. */
export type MarkdownPart = {
  /** Where it begins, so that it is stable while the text grows. */
  key: number;
  kind: "prose" | "code";
  /** Of code, what stands inside the fence. */
  text: string;
  language: string;
  /** The number of its first item when it goes on with the list of the part before; null when it does not. */
  listFrom: number | null;
};

export type SplitMarkdown = {
  text: string;
  /** Whole parts that nothing written later can change, in groups that are drawn once and left alone. */
  groups: readonly (readonly MarkdownPart[])[];
  /** What follows them: whole parts, and the one that is still growing. */
  parts: readonly MarkdownPart[];
  /** Of `parts`, those that are whole; where the first line begins that has no end yet; what is open there. */
  closed: readonly MarkdownPart[];
  at: number;
  open: Open | null;
};

/** So many parts that drawing each anew would be felt. */
const groupSize = 32;
const empty: SplitMarkdown = { text: "", groups: [], parts: [], closed: [], at: 0, open: null };

/**
 * Cuts Markdown into parts at blank lines and fences, long lists also between their items. `before` is what was made of
 * the beginning of the same text: only lines that came since are read, however long the text has grown.
 */
export function splitMarkdown(text: string, before: SplitMarkdown = empty): SplitMarkdown {
  if (text === before.text) return before;
  let { groups, closed, at, open } = goesOn(text, before.text) ? before : empty;
  for (let end = text.indexOf("\n", at); end >= 0; end = text.indexOf("\n", at)) {
    const step = takeLine(open, { text: text.slice(at, end), at, next: end + 1 });
    if (step.closed.length > 0) closed = [...closed, ...step.closed.map((one) => partOf(text, one.open, one.end))];
    if (closed.length >= groupSize) {
      groups = [...groups, closed];
      closed = [];
    }
    open = step.open;
    at = end + 1;
  }
  return { text, groups, closed, at, open, parts: [...closed, ...growing(text, at, open)] };
}

/** What the last line, which has no end yet, would make of the text if it ended here. */
function growing(text: string, at: number, before: Open | null): MarkdownPart[] {
  const { closed, open } =
    at < text.length ? takeLine(before, { text: text.slice(at), at, next: text.length }) : { closed: [], open: before };
  const all = open ? [...closed, { open, end: text.length }] : closed;
  return all.map((one) => partOf(text, one.open, one.end));
}

function partOf(text: string, { start, inside, kind, language, indent, listFrom }: Open, end: number): MarkdownPart {
  const source = text.slice(inside, end);
  const shown = kind === "prose" ? source.trimEnd() : source.endsWith("\n") ? source.slice(0, -1) : source;
  const set = indent > 0 ? shown.replace(new RegExp(`^ {1,${indent}}`, "gm"), "") : shown;
  return { key: start, kind, language, listFrom, text: set };
}

/** The same as startsWith, which compares letter by letter where this compares memory. */
function goesOn(text: string, before: string): boolean {
  return text.slice(0, before.length) === before;
}
