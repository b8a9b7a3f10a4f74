/** The words that models put around a thought, as tags, in brackets or between other signs. */
const words = "think(?:ing)?|thoughts?|reasoning|scratchpad|inner_monologue";

/** Tags also have another word before or behind: longcat_think, thought_process, antThinking. */
const tags = `(?:\\w{1,20}[:_-]|ant)?(?:${words}|monologue)(?:[_-]\\w{1,20})?`;

/** Each family opens and closes a thought in its own way. As sources, since they are put together with stop strings. */
const families = [
  // <think>, <seed:think budget="3">, <THINKING>
  { opens: `<\\s?${tags}(?:\\s[^<>\\n]{0,200})?>`, closes: `<\\/\\s?${tags}\\s?>` },
  // [THINK], of Magistral; [BEGIN_OF_THOUGHT]
  { opens: `\\[(?:BEGIN_(?:OF_)?)?(?:${words})\\]`, closes: `\\[(?:\\/|END_(?:OF_)?)(?:${words})\\]` },
  // ◁think▷, of Kimi
  { opens: `◁(?:${words})▷`, closes: `◁\\/(?:${words})▷` },
  // <|begin_of_thought|>, <|START_THINKING|>; with DeepSeek's wide signs, too
  {
    opens: `<[|｜](?:(?:begin[_▁]of|start)[_▁])?(?:${words})[|｜]>`,
    closes: `<[|｜](?:(?:end[_▁]of|end)[_▁]|\\/)(?:${words})[|｜]>`,
  },
  // Harmony: a channel for thoughts, another for the answer
  {
    opens: "(?:<\\|start\\|>\\s?assistant\\s?)?<\\|channel\\|>\\s?(?:analysis|commentary)[^<]{0,60}<\\|message\\|>",
    closes: "(?:<\\|end\\|>\\s?)?(?:<\\|start\\|>\\s?assistant\\s?)?<\\|channel\\|>\\s?final[^<]{0,60}<\\|message\\|>",
  },
  { opens: "<unused94>", closes: "<unused95>" },
  // Gemma 4, Apertus
  { opens: "<\\|channel>\\s?(?:thought|analysis)\\s", closes: "<channel\\|>" },
  { opens: "<\\|inner_prefix\\|>", closes: "<\\|inner_suffix\\|>" },
];

/** Where an answer begins and ends in formats that mark it; dropped, as it is no part of the text. */
const ends = "<\\|(?:return|(?:begin|end)_of_solution|(?:start|end)_response)\\|>";

/** The same as tags, which a text may also have for itself: they mark the answer where a thought came before. */
const wraps = "<\\/?(?:final[_-]?)?(?:answer|response|solution)>";

const opening = families.map(({ opens }, at) => `(?<open${at}>${opens})`).join("|");
const closing = families.map(({ closes }, at) => `(?<close${at}>${closes})`).join("|");
const inText = new RegExp(`${opening}|${closing}|(?<end>${ends})|(?<wrap>${wraps})`, "gi");
const inThought = families.map(({ closes }) => new RegExp(closes, "gi"));

export type ThoughtMark = { at: number; mark: string } & (
  | { kind: "open"; family: number }
  | { kind: "close" | "end" | "wrap" }
);

/** False where no mark can stand in a text; true where only looking closer tells. */
export function mayHoldMarks(text: string): boolean {
  return /[<[◁]/.test(text);
}

/** Every mark in a text that is told to the other side, first one first. */
export function* marksInText(text: string): Generator<ThoughtMark> {
  for (const { index: at, 0: mark, groups = {} } of text.matchAll(inText)) {
    const name = Object.keys(groups).find((group) => groups[group] !== undefined) ?? "end";
    if (name.startsWith("open")) yield { at, mark, kind: "open", family: Number(name.slice("open".length)) };
    else yield { at, mark, kind: name === "end" || name === "wrap" ? name : "close" };
  }
}

/** The mark that closes a thought of this family. */
export function closingMark(text: string, family: number): ThoughtMark | null {
  const found = text.matchAll(inThought[family] ?? /$^/g).next().value;
  return found ? { at: found.index, mark: found[0], kind: "close" } : null;
}

/** Marks are no longer than this, but for attributes. */
const longest = 300;

/** How much of the end of a text may be the beginning of a mark, and so has to wait. */
export function lengthOfOpenMark(text: string): number {
  const from = Math.max(0, text.length - longest);
  for (let at = from; at < text.length; at++)
    if ("<[◁".includes(text[at] ?? "") && mayBecomeMark(text.slice(at))) return text.length - at;
  return 0;
}

const isThought = new RegExp(`^${tags}$`, "i");

function mayBecomeMark(tail: string): boolean {
  if (/^<\|(?:start|channel|end)\|>/i.test(tail)) return tail.length <= 120 && !/<\|message\|>/i.test(tail);
  if (/^<\|channel>\s?(?:[a-z]{0,8})$/i.test(tail)) return true;
  if (/^<[|｜][\w/▁]{0,40}[|｜]?$/.test(tail)) return true;
  if (/^<channel\|$/i.test(tail)) return true;
  const named = /^[<[◁][\s/]?\s?([\w:-]{0,45})(\s?|\s[^<>\n]{0,200})$/.exec(tail);
  if (!named) return false;
  const [, name = "", rest] = named;
  return rest === "" ? true : isThought.test(name);
}

/** A mark that was left over: no splitting could tell what it meant. */
const leftOver = new RegExp(`${opening}|${closing}|<\\|channel\\|>|<\\s?${tags}\\s?\\/>|\\{\\/?(?:${words})\\}`, "i");

/** Whether such a mark stands in a text, also in full width or written for a web page. */
export function holdsLeftOver(text: string): boolean {
  return leftOver.test(text.normalize("NFKC").replaceAll(/&lt;/gi, "<").replaceAll(/&gt;/gi, ">"));
}
