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
  let { groups, closed, at, open } = beginsWith(text, before.text) ? before : empty;
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
function beginsWith(text: string, before: string): boolean {
  return text.slice(0, before.length) === before;
}

type Line = { text: string; at: number; next: number };

/** The part that is open at the beginning of a line. */
type Open = {
  kind: "prose" | "code";
  start: number;
  /** Where the text of the part begins: behind the fence, where there is one. */
  inside: number;
  language: string;
  /** How far a fence is set in; so much is taken off the lines inside. */
  indent: number;
  /** What ends the fence or the formula that is open, in prose those inside a list. */
  until: string;
  list: List | null;
  /** Set in by four: code in the old manner, which a blank line does not end. */
  isSetIn: boolean;
  afterBlank: boolean;
  listFrom: number | null;
};

/** `mark` is what tells lists apart; `content` how far the words of an item are set in; `count` the items so far. */
type List = { mark: string; content: number; from: number; count: number };

type Step = { closed: { open: Open; end: number }[]; open: Open | null };

/** A list that is longer is cut between its items. */
const listLength = 600;
const fence = /^( *)(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/;
const item = /^( *)([-*+]|(\d{1,9})([.)]))( +|$)/;
const rule = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const heading = /^ {0,3}#{1,6}(?: |$)/;
const formula = /^ *(\$\$|\\\[)(.*)$/;

/** What a line does to the part that is open: goes on with it, ends it, opens another. */
function takeLine(open: Open | null, line: Line): Step {
  if (line.text.trim() === "") return takeBlank(open, line);
  const setIn = /^\s*/.exec(line.text)?.[0].replaceAll("\t", "    ").length ?? 0;
  if (open?.kind === "code")
    return ends(line.text, open.until) ? { closed: [{ open, end: line.at }], open: null } : stays(open);
  if (open?.until && (open.list === null || setIn >= 2 || !/^[`~]/.test(open.until)))
    return stays({ ...open, until: ends(line.text, open.until) ? "" : open.until });

  const listed = item.exec(rule.test(line.text) ? "" : line.text);
  if (open?.afterBlank && !goesOn(open, setIn, listed)) return then(open, line, takeLine(null, line));
  const now = open && { ...open, afterBlank: false, until: "" };

  const isInItem = now?.list != null && setIn >= 2;
  const [, , mark, language = ""] = fence.exec(line.text) ?? [];
  if (mark && isInItem) return stays({ ...now, until: mark });
  if (mark && setIn < 4) return then(now, line, stays(openCode(line, { mark, language, setIn })));
  if (heading.test(line.text) && !isInItem) return then(now, line, stays(openProse(line)));
  const [, opener, rest = ""] = formula.exec(line.text) ?? [];
  if (opener && setIn < 4) {
    const until = opener === "$$" ? "$$" : "\\]";
    return stays({ ...(now ?? openProse(line)), until: rest.includes(until) ? "" : until });
  }
  if (listed) return takeItem(now, line, listed);
  return stays(now ?? { ...openProse(line), isSetIn: setIn >= 4 });
}

function takeBlank(open: Open | null, line: Line): Step {
  if (!open || open.kind === "code") return stays(open);
  if (open.list || open.isSetIn)
    return stays({ ...open, afterBlank: true, until: /^[`~]/.test(open.until) ? open.until : "" });
  return { closed: [{ open, end: line.at }], open: null };
}

function takeItem(open: Open | null, line: Line, [, space = "", bullet = "", digits, stop]: RegExpExecArray): Step {
  const mark = stop ?? bullet;
  const fresh = { mark, content: space.length + bullet.length + 1, from: Number(digits ?? 0), count: 1 };
  if (!open?.list) return stays({ ...(open ?? openProse(line)), list: fresh });
  const { list } = open;
  if (space.length >= list.content) return stays(open);
  const isSame = list.mark === mark;
  const next = isSame ? { ...list, count: list.count + 1 } : fresh;
  if (line.at - open.start < listLength) return stays({ ...open, list: next });
  const listFrom = isSame ? next.from + next.count - 1 : null;
  return then(open, line, stays({ ...openProse(line), list: next, listFrom }));
}

/** Whether a line after a blank one still belongs to the list, or to the code that is set in. */
function goesOn({ list, isSetIn }: Open, setIn: number, listed: RegExpExecArray | null): boolean {
  if (isSetIn) return setIn >= 4;
  return setIn >= 2 || (listed !== null && (listed[4] ?? listed[2]) === list?.mark);
}

function ends(line: string, until: string): boolean {
  if (!/^[`~]/.test(until)) return line.trimEnd().endsWith(until);
  const closing = line.trim();
  return closing.startsWith(until) && closing === until.charAt(0).repeat(closing.length);
}

/** Ends what is open before the line, and goes on with what the line makes. */
function then(open: Open | null, line: Line, { closed, open: next }: Step): Step {
  return { closed: open ? [{ open, end: line.at }, ...closed] : closed, open: next };
}

function stays(open: Open | null): Step {
  return { closed: [], open };
}

function openProse({ at }: Line): Open {
  return {
    kind: "prose",
    start: at,
    inside: at,
    language: "",
    indent: 0,
    until: "",
    list: null,
    isSetIn: false,
    afterBlank: false,
    listFrom: null,
  };
}

function openCode(line: Line, { mark, language, setIn }: { mark: string; language: string; setIn: number }): Open {
  return { ...openProse(line), kind: "code", inside: line.next, language, indent: setIn, until: mark };
}
