import type { Speaker } from "../dialogue";
import { markers, type PersonalKind, personalDataIn } from "./personal-data";
import type { FindingKind, NewFinding, ScanAsked, TextKind } from "./scan";
import { partsOf } from "./split-long";

/** A message that is a page's own markup from its first sign to its last. */
const isMarkup = /^\s*<(div|p|ul|ol|h[1-6]|table|blockquote|pre|span|section|article)\b[^>]*>[\s\S]*<\/\1>\s*$/i;

/** Marks of the pages that such texts were copied from. */
const pageMarks = /<(?:div|span|p|pre|code)\s[^>]*class="[^"]*(?:markdown|prose|flex|hljs|whitespace-pre)[^"]*"[^>]*>/i;

/** A dialogue as it is looked at: the way to its head. */
export type Looked = {
  id: string;
  turns: { id: string; speaker: Speaker; text: string; reasoning: string | null }[];
};

/** What rules need that is no rule. */
export type Tools = {
  /** ISO 639-1; null where a text does not tell. */
  languageOf: (text: string) => string | null;
  countTokens: (text: string) => number;
  /** The dialogue that said the very same before it, if any. */
  sameBefore: string | null;
  /** The dialogue that it is nearly the same as, and that stands for both, if any. */
  likeBefore: string | null;
};

/** So much is shown around what was found, and of a text as a whole. */
const [around, shown] = [60, 600];

/** All that is found in a dialogue, in the order of its turns; what is of the whole comes first. */
export function lookAt({ id: dialogueId, turns }: Looked, asked: ScanAsked, tools: Tools): NewFinding[] {
  const wanted = new Set<FindingKind>(asked.kinds);
  const found: NewFinding[] = [];
  const whole = (kind: FindingKind, text: string, after = "") =>
    found.push({ dialogueId, turnId: null, kind, text, before: "", after, instead: null });
  if (wanted.has("single") && turns.length <= 1) whole("single", "Nobody answers in it.");
  if (wanted.has("duplicate") && tools.sameBefore !== null) whole("duplicate", tools.sameBefore);
  else if (wanted.has("near") && tools.likeBefore !== null) whole("near", tools.likeBefore);
  if (wanted.has("language")) {
    const language = languageOf(turns, tools);
    if (language !== null && !asked.languages.includes(language)) whole("language", language);
  }
  if (wanted.has("long")) {
    const counted = turns.map(({ speaker, text }) => ({ speaker, tokens: tools.countTokens(text) }));
    const tokens = counted.reduce((sum, turn) => sum + turn.tokens, 0);
    if (tokens > asked.longest) whole("long", String(tokens), JSON.stringify(partsOf(counted, asked.longest)));
  }
  for (const { id: turnId, text, reasoning } of turns)
    for (const held of [text, reasoning ?? ""]) {
      for (const { kind, start, end } of placesIn(held, wanted))
        found.push({
          dialogueId,
          turnId,
          kind,
          text: held.slice(start, end),
          before: held.slice(Math.max(0, start - around), start),
          after: held.slice(end, end + around),
          instead: markers[kind],
        });
      const instead = wanted.has("html") ? withoutHtml(held) : held;
      if (instead !== held)
        found.push({
          dialogueId,
          turnId,
          kind: "html",
          text: held.slice(0, shown),
          before: "",
          after: "",
          instead: instead.slice(0, shown),
        });
    }
  return found;
}

function placesIn(text: string, wanted: ReadonlySet<string>): { kind: PersonalKind; start: number; end: number }[] {
  if (!Object.keys(markers).some((kind) => wanted.has(kind))) return [];
  return personalDataIn(text).filter(({ kind }) => wanted.has(kind));
}

/** The language that the people in it speak: code, addresses and quoted signs say nothing of it. */
function languageOf(turns: Looked["turns"], { languageOf }: Tools): string | null {
  const said = turns.map(({ text }) => text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/\S+/g, " "));
  return languageOf(said.join("\n"));
}

/** What is to be taken out of a text: the kinds, and of personal data the very words that were found and not left. */
export type Amends = { kinds: ReadonlySet<TextKind>; words: ReadonlySet<string> };

export function wordOf(kind: string, text: string): string {
  return `${kind} ${text}`;
}

/** The text without what is to be taken out of it. */
export function amended(text: string, { kinds, words }: Amends): string {
  let clean = kinds.has("html") && words.has(wordOf("html", text.slice(0, shown))) ? withoutHtml(text) : text;
  for (const { kind, start, end } of personalDataIn(clean).reverse())
    if (kinds.has(kind) && words.has(wordOf(kind, clean.slice(start, end))))
      clean = clean.slice(0, start) + markers[kind] + clean.slice(end);
  return clean;
}

/**
 * What browsers leave in dialogues that were copied out of a page: tags, escaped signs, the words of buttons. Only what is
 * certainly residue is taken out: a text about HTML, or with code in it, stays as it is.
 */

const fences = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;

/** The text as Markdown without the residue; the text itself where there is none. */
export function withoutHtml(text: string): string {
  const plain = withoutButtons(text);
  const outside = plain
    .split(fences)
    .filter((_, i) => i % 2 === 0)
    .join("\n");
  if (!isMarkup.test(plain) && !pageMarks.test(outside)) return plain === text ? text : plain.trim();
  const marked = plain
    .split(fences)
    .map((part, i) => (i % 2 === 1 ? part : markdownOf(part)))
    .join("");
  return marked.replace(/\n{3,}/g, "\n\n").trim();
}

/** "Copy code" at the top of a block, the counter of answers above one, "Copy 12 chars / 3 words" below. */
function withoutButtons(text: string): string {
  return text
    .replace(/^(```[\w+#.-]*)[ \t]*\n?([\w+#.-]{1,20})?Copy code\n?/gm, (_, fence: string, language = "") =>
      fence.length > 3 ? `${fence}\n` : `${fence}${language}\n`,
    )
    .replace(/^\s*\d{1,3} \/ \d{1,3}\s*\n+/, "")
    .replace(/\n*^Copy\s*\d+ chars? \/ \d+ words?\s*$/gm, "");
}

function markdownOf(html: string): string {
  const marks: [RegExp, string | ((...found: string[]) => string)][] = [
    [
      /<pre[^>]*>\s*(?:<code[^>]*>)?([\s\S]*?)(?:<\/code>)?\s*<\/pre>/gi,
      (_, code = "") => `\n\`\`\`\n${code.replace(/<[^>]+>/g, "").trim()}\n\`\`\`\n`,
    ],
    [/<code[^>]*>([\s\S]*?)<\/code>/gi, "`$1`"],
    [
      /<h([1-6])[^>]*>([\s\S]*?)<\/h\1>/gi,
      (_, level = "1", title = "") => `\n\n${"#".repeat(Number(level))} ${title.trim()}\n\n`,
    ],
    [/<(?:strong|b)\b[^>]*>([\s\S]*?)<\/(?:strong|b)>/gi, "**$1**"],
    [/<(?:em|i)\b[^>]*>([\s\S]*?)<\/(?:em|i)>/gi, "*$1*"],
    [/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, "[$2]($1)"],
    [/<li\b[^>]*>/gi, "\n- "],
    [/<br\s*\/?>/gi, "\n"],
    [/<hr\s*\/?>/gi, "\n\n---\n\n"],
    [/<\/?t[dh]\b[^>]*>/gi, " | "],
    [/<\/(?:p|div|ul|ol|table|tr|blockquote|section|article)>/gi, "\n"],
    [/<(?:p|div|ul|ol|table|tr|blockquote|section|article)\b[^>]*>/gi, "\n"],
    [/<\/?(?:span|li|thead|tbody|button|svg|path|img|label|input|figure|sup|sub|u)\b[^>]*>/gi, ""],
  ];
  const text = marks.reduce((held, [pattern, by]) => held.replace(pattern, by as string), html);
  // The sign that begins the others comes last, so that nothing is undone twice.
  return [
    [/&nbsp;/g, " "],
    [/&lt;/g, "<"],
    [/&gt;/g, ">"],
    [/&quot;/g, '"'],
    [/&#(?:39|x27);|&apos;/g, "'"],
    [/&amp;/g, "&"],
  ].reduce((held, [pattern, by]) => held.replace(pattern as RegExp, by as string), text);
}
