/** The words that models put around a thought, as tags, in brackets or between other signs. */
const words = "think(?:ing)?|thoughts?|reasoning|scratchpad|inner_monologue";

/** Each family opens and closes a thought in its own way. As sources, since they are put together with stop strings. */
const families = [
  // <think>, <seed:think budget="3">, <THINKING>
  { opens: `<(?:\\w{1,12}:)?(?:${words})(?:\\s[^<>\\n]{0,200})?>`, closes: `<\\/\\s?(?:\\w{1,12}:)?(?:${words})\\s?>` },
  // [THINK], of Magistral
  { opens: `\\[(?:${words})\\]`, closes: `\\[\\/(?:${words})\\]` },
  // ◁think▷, of Kimi
  { opens: `◁(?:${words})▷`, closes: `◁\\/(?:${words})▷` },
  // <|begin_of_thought|>, <|START_THINKING|>
  {
    opens: `<\\|(?:(?:begin_of|start)_)?(?:${words})\\|>`,
    closes: `<\\|(?:(?:end_of|end)_|\\/)(?:${words})\\|>`,
  },
  // Harmony: a channel for thoughts, another for the answer
  {
    opens: "(?:<\\|start\\|>\\s?assistant\\s?)?<\\|channel\\|>\\s?(?:analysis|commentary)[^<]{0,60}<\\|message\\|>",
    closes: "(?:<\\|end\\|>\\s?)?(?:<\\|start\\|>\\s?assistant\\s?)?<\\|channel\\|>\\s?final[^<]{0,60}<\\|message\\|>",
  },
  { opens: "<unused94>", closes: "<unused95>" },
];

/** Where an answer begins and ends in formats that mark it; dropped, as it is no part of the text. */
const ends = "<\\|(?:return|(?:begin|end)_of_solution|(?:start|end)_response)\\|>";

const opening = families.map(({ opens }, at) => `(?<open${at}>${opens})`).join("|");
const closing = families.map(({ closes }, at) => `(?<close${at}>${closes})`).join("|");
const inText = new RegExp(`${opening}|${closing}|(?<end>${ends})`, "gi");
const inThought = families.map(({ closes }) => new RegExp(closes, "gi"));

export type ThoughtMark = { at: number; mark: string } & ({ kind: "open"; family: number } | { kind: "close" | "end" });

/** Every mark in a text that is told to the other side, first one first. */
export function* marksInText(text: string): Generator<ThoughtMark> {
  for (const { index: at, 0: mark, groups = {} } of text.matchAll(inText)) {
    const name = Object.keys(groups).find((group) => groups[group] !== undefined) ?? "end";
    if (name.startsWith("open")) yield { at, mark, kind: "open", family: Number(name.slice("open".length)) };
    else yield { at, mark, kind: name === "end" ? "end" : "close" };
  }
}

/** The mark that closes a thought of this family. */
export function closingMark(text: string, family: number): ThoughtMark | null {
  const found = text.matchAll(inThought[family] ?? /$^/g).next().value;
  return found ? { at: found.index, mark: found[0], kind: "close" } : null;
}

/** Marks are no longer than this, but for attributes. */
const longest = 300;
const names = words.replace("(?:ing)?", "").replace("s?", "").split("|");
const startsName = (text: string) =>
  [...names, "thinking", "thoughts"].some((name) => name.startsWith(text.toLowerCase()));

/** How much of the end of a text may be the beginning of a mark, and so has to wait. */
export function lengthOfOpenMark(text: string): number {
  const from = Math.max(0, text.length - longest);
  for (let at = from; at < text.length; at++)
    if ("<[◁".includes(text[at] ?? "") && mayBecomeMark(text.slice(at))) return text.length - at;
  return 0;
}

function mayBecomeMark(tail: string): boolean {
  if (/^<\|(?:start|channel|end)\|>/i.test(tail)) return tail.length <= 120 && !/<\|message\|>/i.test(tail);
  if ("<unused94>".startsWith(tail.toLowerCase()) || "<unused95>".startsWith(tail.toLowerCase())) return true;
  if (/^<\|[\w/]{0,25}\|?$/.test(tail)) return true;
  const named = /^[<[◁]\/?\s?(?:\w{1,12}:)?(\w{0,20})(\s?|\s[^<>\n]{0,200})$/.exec(tail);
  if (!named) return /^<\/?\s?\w{1,12}:?$/.test(tail);
  const [, name = "", rest] = named;
  return rest === "" ? startsName(name) || /^<\/?\w{1,12}$/.test(tail) : new RegExp(`^(?:${words})$`, "i").test(name);
}

/** A mark that was left over: no splitting could tell what it meant. */
export const leftOver = new RegExp(`${opening}|${closing}|<\\|channel\\|>`, "i");
