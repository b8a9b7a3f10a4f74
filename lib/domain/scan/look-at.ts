import type { Speaker } from "../dialogue";
import { withoutHtml } from "./html-residue";
import { markers, type PersonalKind, personalDataIn } from "./personal-data";
import type { FindingKind, NewFinding, ScanAsked, TextKind } from "./scan";
import { partsOf } from "./split-long";

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
