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
];
/** Names under which people keep the first question, and its answer; the first that is there is taken. */
const questionNames = ["question", "prompt", "instruction", "query", "user", "human", "input", "text"];
const answerNames = ["answer", "response", "completion", "output", "assistant", "gpt", "reply", "chosen"];

const users = ["human", "user", "prompter", "customer", "question"];
const assistants = ["gpt", "assistant", "chatgpt", "bot", "model", "ai"];

type Said = { speaker: "user" | "assistant" | null; text: unknown };

/** The names of columns by which a table of seeds is known. */
export const seedColumns = [...questionNames, ...turnNames];

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
  const turns = turnsIn(named(turnNames)) ?? turnsIn(record.get("prompt"));
  const answer = named(answerNames);
  if (turns) {
    const round = ofTurns(turns);
    return isEmpty(round.answer) ? { question: round.question, answer: textOf(answer) } : round;
  }
  const asked = named(questionNames);
  // Alpaca's records: what to do, and what with.
  const given = record.get("instruction") === asked && !isEmpty(asked) ? record.get("input") : undefined;
  const question =
    typeof asked === "string" && typeof given === "string" && given.trim() !== "" ? `${asked}\n\n${given}` : asked;
  return { question, answer: textOf(answer) };
}

function isEmpty(held: unknown): boolean {
  return held === undefined || held === null || (typeof held === "string" && held.trim() === "");
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
  const record = turn as Record<string, unknown>;
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
