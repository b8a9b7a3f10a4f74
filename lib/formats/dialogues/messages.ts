import type { Speaker } from "@/lib/domain/dialogue";
import type { Aside, GivenDialogue, GivenTurn } from "@/lib/domain/dialogue-in-file";
import type { ReadLine } from "../format";
import { type JsonSource, jsonValues } from "../text/json-records";

/** Why a record is no dialogue, and what to do about it; told with its line. */
export class NoDialogue extends Error {}

const speakers: Readonly<Record<string, Speaker | undefined>> = {
  human: "user",
  user: "user",
  prompter: "user",
  customer: "user",
  gpt: "assistant",
  assistant: "assistant",
  chatgpt: "assistant",
  bot: "assistant",
  model: "assistant",
  ai: "assistant",
};
const systems = new Set(["system", "developer"]);
const tools = new Set([
  "tool",
  "function",
  "function_call",
  "function_response",
  "tool_call",
  "tool_response",
  "observation",
  "ipython",
]);

/** Who speaks under this name of a role; null for a system or a tool. Throws for a name that nobody knows. */
export function speakerOf(role: string): Speaker | null {
  const name = role.trim().toLowerCase();
  const speaker = speakers[name];
  if (speaker) return speaker;
  if (systems.has(name) || tools.has(name)) return null;
  throw new NoDialogue(
    `Nobody is called “${role.slice(0, 60)}” here: a turn is said by human or user, or by gpt or assistant; system and tool may stand between.`,
  );
}

/** A message of any shape: who says it, its text, what was thought before it, and what else it carries. */
export type Message = { role: string; text: string; reasoning: string | null; trained: boolean; calls: unknown };

/** Reads `{from, value}`, `{role, content}` and their like. */
export function messageOf(value: unknown, place: number): Message {
  if (!isRecord(value))
    throw new NoDialogue(`Turn ${place + 1} is not an object. Give each turn its role and its text.`);
  const record = value;
  const role = [record.role, record.from, record.speaker, record.author].find((held) => typeof held === "string");
  if (role === undefined) throw new NoDialogue(`Turn ${place + 1} does not say who speaks. Give it a role.`);
  const held = [record.content, record.value, record.text, record.message].find((one) => one !== undefined);
  const calls = record.tool_calls ?? record.function_call ?? null;
  const isCall = calls !== null && (held === undefined || held === null);
  const text = isCall ? "" : textOf(held, place);
  return { role, text, reasoning: reasoningOf(record), trained: isTrained(record), calls };
}

/** Text, also of a list of parts. What is no text, such as a picture, cannot be kept as a turn. */
export function textOf(held: unknown, place: number): string {
  if (typeof held === "string") return held;
  if (!Array.isArray(held))
    throw new NoDialogue(`Turn ${place + 1} has no text. Give it as text, or as a list of parts of text.`);
  return held.map((part: unknown) => textOfPart(part, place)).join("");
}

function textOfPart(part: unknown, place: number): string {
  if (typeof part === "string") return part;
  const { type, text, value } = (typeof part === "object" && part !== null ? part : {}) as Record<string, unknown>;
  const said = text ?? value;
  if (typeof said === "string") return said;
  const what = typeof type === "string" ? type.slice(0, 40) : "something that is no text";
  throw new NoDialogue(
    `Turn ${place + 1} holds ${what}; the studio keeps text alone. Take the part or the dialogue out.`,
  );
}

/** The marks of OpenAI's, LLaMA-Factory's, Axolotl's, ms-swift's and Tinker's files. */
function isTrained({ weight, loss_weight, train, loss, trainable }: Record<string, unknown>): boolean {
  return ![weight, loss_weight].includes(0) && ![train, loss, trainable].includes(false);
}

function reasoningOf(record: Record<string, unknown>): string | null {
  const held = [record.reasoning_content, record.reasoning, record.thinking].find((one) => typeof one === "string");
  return typeof held === "string" && held.trim() !== "" ? held : null;
}

/** A turn as it is said, before its place is known; null for what stands between turns. */
export function saidOf(message: Message): { turn: Omit<GivenTurn, "parent" | "asides"> | null; aside: Aside | null } {
  const { role, text, reasoning, trained, calls } = message;
  if (isDeep(calls)) throw new NoDialogue("A call of a tool is nested more than 100 deep. Take it out.");
  const speaker = speakerOf(role);
  if (speaker === null) return { turn: null, aside: { role, content: calls === null ? text : { text, calls } } };
  const aside = calls === null ? null : { role, content: { text: "", calls } };
  // A message that only calls a tool says nothing to the other side.
  return { turn: aside && text.trim() === "" ? null : { speaker, text, reasoning, trained }, aside };
}

/** Nested deeper than databases and readers keep. Holds no recursion. */
export function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 100) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

type About = Partial<Pick<GivenDialogue, "id" | "system" | "sourceUser" | "language" | "model">>;

/** What `read` makes of each value of a file: a dialogue, or why it is none. */
export async function* readDialogues(
  source: JsonSource,
  read: (record: Record<string, unknown>) => GivenDialogue,
): AsyncGenerator<ReadLine<GivenDialogue>> {
  for await (const found of jsonValues(source)) yield found.ok ? dialogueAt(found.line, found.value, read) : found;
}

export function dialogueAt(
  line: number,
  value: unknown,
  read: (record: Record<string, unknown>) => GivenDialogue,
): ReadLine<GivenDialogue> {
  if (!isRecord(value)) return { line, ok: false, message: "This is not a JSON object. Give each dialogue as one." };
  try {
    return { line, ok: true, value: read(value) };
  } catch (error) {
    if (error instanceof NoDialogue) return { line, ok: false, message: error.message };
    throw error;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The list of turns under this name. */
export function turnsIn(record: Record<string, unknown>, name: string): unknown[] {
  const held = record[name];
  if (Array.isArray(held)) return held;
  throw new NoDialogue(`${name} is missing or no list; it holds the turns.`);
}

/** A dialogue of messages in their order; a system's word before the first turn is kept apart. */
export function dialogueOf(messages: readonly unknown[], record: unknown, about: About = {}): GivenDialogue {
  const turns: GivenTurn[] = [];
  let asides: Aside[] = [];
  const systemWords = about.system ? [about.system] : [];
  for (const [place, value] of messages.entries()) {
    const message = messageOf(value, place);
    if (turns.length === 0 && systems.has(message.role.trim().toLowerCase())) {
      if (message.text.trim() !== "") systemWords.push(message.text);
      continue;
    }
    const { turn, aside } = saidOf(message);
    if (aside) asides.push(aside);
    if (!turn) continue;
    turns.push({ ...turn, parent: turns.length === 0 ? null : turns.length - 1, asides });
    asides = [];
  }
  const { id = null, sourceUser = null, language = null, model = null } = about;
  const system = systemWords.join("\n\n");
  const head = turns.length === 0 ? null : turns.length - 1;
  return { id, system, turns, trailing: asides, head, sourceUser, language, model, record };
}

/** What is a name, as text. Made a text, a list would become one with all that is in it, and a deep one break the stack. */
export function named(held: unknown): string {
  return typeof held === "object" || typeof held === "function" ? typeof held : String(held);
}

/** A field that is a text that says something, or a number, as text; null for anything else. */
export function wordOf(held: unknown): string | null {
  if (typeof held === "number") return String(held);
  return typeof held === "string" && held.trim() !== "" ? held.trim().slice(0, 500) : null;
}
