import { openingCue } from "@/lib/domain/opening-cue";

/** What a record begins with: the first question, and its answer where there is one. */
export type FirstRound = { question: unknown; answer?: unknown };

/** Names under which people keep the turns of a dialogue. */
const turnNames = [
  "conversations",
  "conversation",
  "messages",
  "turns",
  "dialogue",
  "dialog",
  "chat",
  "conversation_a",
  "data",
];
/** Names under which people keep the first question, and its answer; the first that is there is taken. */
const questionNames = ["question", "prompt", "instruction", "query", "user", "human", "input", "inputs", "text"];
const answerNames = [
  "answer",
  "response",
  "completion",
  "output",
  "assistant",
  "gpt",
  "reply",
  "targets",
  "target",
  "chosen",
];

const users = ["human", "user", "prompter", "customer", "question"];
const assistants = ["gpt", "assistant", "chatgpt", "bot", "model", "ai"];

type Said = { speaker: "user" | "assistant" | null; text: unknown };

/** The names of columns by which a table of seeds is known. */
export const seedColumns = [...questionNames, ...turnNames];

/** Records within one object, as in a file that is one answer of an API: `{"data": [{"question": …}, …]}`. */
export function recordsIn(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [value];
  const held = Object.entries(value);
  const lists = held.filter(([, list]) => Array.isArray(list) && list.length > 0) as [string, unknown[]][];
  const [name, list] = lists[0] ?? [];
  if (!list || lists.length > 1 || (turnNames.includes(name ?? "") && name !== "data")) return [value];
  const isListed = held.length === 1 || list.every((one) => firstRoundOf(rowOf(one)).question !== undefined);
  const isOne = firstRoundOf(value).question !== undefined && held.length > 1;
  return isListed && !isOne ? list.map(rowOf) : [value];
}

/** Viewers of data sets put each record into one that numbers it. */
function rowOf(record: unknown): unknown {
  return typeof record === "object" && record !== null && "row" in record ? record.row : record;
}

/**
 * The first round of a record in any of the shapes that people have: columns, turns of a dialogue with whoever begins it,
 * turns of a user alone, this studio's own files. What fits none is handed on for the schema to name the trouble.
 */
export function firstRoundOf(value: unknown): FirstRound {
  if (typeof value === "string") return { question: value };
  if (Array.isArray(value)) return ofTurns(value);
  if (typeof value !== "object" || value === null) return { question: undefined };
  const record = new Map(Object.entries(value).map(([name, held]) => [name.trim().toLowerCase(), held]));
  const named = (names: readonly string[]) => {
    const held = names.map((name) => record.get(name));
    return held.find((one) => !isEmpty(one)) ?? held.find((one) => one !== undefined);
  };
  const turns = turnsIn(named(turnNames)) ?? turnsIn(record.get("prompt")) ?? writtenTurns(record);
  const answer = named(answerNames);
  if (turns) {
    // UltraChat's texts are those of both by turns.
    const [first, second] = turns === record.get("data") ? turns : [];
    if (typeof first === "string") return { question: first, answer: second };
    const round = ofTurns(turns);
    return isEmpty(round.answer) ? { question: round.question, answer: textOf(answer) } : round;
  }
  const asked = named(questionNames);
  // Alpaca's and Dolly's records: what to do, and what with.
  const isTask = record.get("instruction") === asked && !isEmpty(asked);
  const given = isTask ? (record.get("input") ?? record.get("context")) : undefined;
  const question =
    typeof asked === "string" && typeof given === "string" && given.trim() !== "" ? `${asked}\n\n${given}` : asked;
  return { question, answer: textOf(answer) };
}

function isEmpty(held: unknown): boolean {
  return held === undefined || held === null || (typeof held === "string" && held.trim() === "");
}

/** A dialogue that is written out under a name for something else: as one text, or as the better one of two. */
function writtenTurns(record: ReadonlyMap<string, unknown>): unknown[] | null {
  for (const held of [...questionNames, "chosen"].map((name) => record.get(name))) {
    const turns = typeof held === "string" ? turnsInText(held) : null;
    if (turns) return turns;
  }
  return isEmpty(questionNames.map((name) => record.get(name)).find((one) => !isEmpty(one)))
    ? turnsIn(record.get("chosen"))
    : null;
}

/** Where somebody begins to speak in a dialogue that is one text: a name at the beginning of a line or behind ###, or a mark. */
const speaks =
  /(?:^\s*|\n\s*(?:#{1,4}\s*)?|\s*#{2,4}\s*)(human|user|prompter|assistant|ai|gpt|bot|system)\s*:\s*|<\|im_start\|>\s*(\w+)\s*\n/gi;

/** The turns of such a text, where a user begins and an assistant answers; null of any other. */
function turnsInText(text: string): { role: string; content: string }[] | null {
  const marked = text
    .replace(/<s>\s*\[INST\]|^\s*\[INST\]|<\/s>\s*(?:<s>)?\s*\[INST\]/g, "\n### Human: ")
    .replaceAll("[/INST]", "\n### Assistant: ")
    .replace(/<<SYS>>[\s\S]*?<<\/SYS>>|<\|im_end\|>|<\/s>/g, "");
  const found = [...marked.matchAll(speaks)];
  if (found.length < 2 || marked.slice(0, found[0]?.index).trim() !== "") return null;
  const turns = found.map((mark, i) => ({
    role: (mark[1] ?? mark[2] ?? "").toLowerCase(),
    content: marked.slice(mark.index + mark[0].length, found[i + 1]?.index).trim(),
  }));
  const said = turns.filter(({ role }) => speakerOf(role) !== null);
  return speakerOf(said[0]?.role ?? "") === "user" && said.some(({ role }) => speakerOf(role) === "assistant")
    ? turns
    : null;
}

/** A list of turns, also one that stands in a cell of a table as JSON. */
function turnsIn(held: unknown): unknown[] | null {
  if (Array.isArray(held)) return held;
  if (typeof held !== "string" || !/^\s*\[/.test(held)) return null;
  try {
    const parsed: unknown = JSON.parse(held);
    return Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function ofTurns(turns: readonly unknown[]): FirstRound {
  // Turns without a speaker are those of a user, as in the questions of a benchmark.
  const [bare] = turns;
  if (typeof bare === "string") return { question: bare };
  const said = turns.map(saidIn).filter(({ speaker }) => speaker !== null);
  // A file that trains the user's side has the sides changed over, after a cue.
  const isTurned = said[0]?.speaker === "user" && said[0].text === openingCue;
  const [asks, answers] = isTurned ? ["assistant", "user"] : ["user", "assistant"];
  const rest = isTurned ? said.slice(1) : said;
  const at = rest.findIndex(({ speaker }) => speaker === asks);
  const next = rest[at + 1];
  return { question: rest[at]?.text, answer: at >= 0 && next?.speaker === answers ? next.text : undefined };
}

function saidIn(turn: unknown): Said {
  if (typeof turn !== "object" || turn === null) return { speaker: null, text: undefined };
  const record = Object.fromEntries(Object.entries(turn).map(([name, held]) => [name.toLowerCase(), held]));
  const who = [record.from, record.role, record.speaker, record.author].find((held) => typeof held === "string");
  const text = [record.value, record.content, record.text, record.message].find((held) => !isEmpty(held));
  return { speaker: speakerOf(String(who).trim().toLowerCase()), text: textOf(text) };
}

/** Null for whoever has no turns of a dialogue: a system, a tool. */
function speakerOf(who: string): Said["speaker"] {
  if (users.includes(who)) return "user";
  return assistants.includes(who) ? "assistant" : null;
}

/** Text, also of a list of parts, or of the messages that answer. */
function textOf(held: unknown): unknown {
  if (!Array.isArray(held)) return held;
  const parts = held.map((part: unknown) =>
    typeof part === "object" && part !== null
      ? ((part as Record<string, unknown>).text ?? (part as Record<string, unknown>).content)
      : part,
  );
  return parts.every((part) => typeof part === "string") ? parts.join("") : held;
}
