import { otherSpeaker, type Speaker } from "@/lib/domain/dialogue";
import type { Aside, ExportedDialogue, ExportedTurn } from "@/lib/domain/dialogue-in-file";
import { openingCue } from "@/lib/domain/opening-cue";
import { rowRules } from "@/lib/domain/training/row-rules";
import type { MadeRows, Told, TrainingRow } from "./trainer";

/** A message of a row, before a dialect has put it into its own words. */
export type Message = {
  role: "system" | "user" | "assistant" | "tool";
  text: string;
  /** What is trained on together with the text; never of the other side, and never in a simulator's row. */
  reasoning: string | null;
  /** Calls of tools that stand instead of a text. */
  calls: unknown;
  /** Null of a prompt, a cue, or what neither speaker said. */
  turn: ExportedTurn | null;
  isTrained: boolean;
};

export type Dialect = {
  /** Whose turns are trained on. */
  target: Speaker;
  /** How masks reach the trainer. `trained` trains masked turns as well, and tells so. */
  masks: "marked" | "exploded" | "cut" | "trained";
  /** Whether the user's side can be trained under its own name; otherwise roles are changed over, after a cue. */
  isNative: boolean;
  /** Whether a row has a place for a system prompt. */
  hasPrompt: boolean;
  keepsTools: boolean;
  /** Whether what the assistant thought has a place in the file. */
  keepsThoughts: boolean;
  /** Whether what follows the last trained turn stays, though nothing is learned from it. */
  keepsEnd: boolean;
  /** What the simulator says once the dialogue is over; absent where it learns no such thing. */
  endMark?: string;
  /** Whether a row is lost to the trainer unless the sides take turns in it. */
  alternates: boolean;
  /** What means something else to this trainer inside of a text. */
  marks: readonly Mark[];
};

export type Mark = { pattern: RegExp; rule: "mark_in_text" | "media_mark" };

/** The rows that a dialogue becomes in a dialect; `record` puts the messages of a row into the trainer's words. */
export function layOutRows(
  dialogue: ExportedDialogue,
  dialect: Dialect,
  record: (messages: Message[], id: string) => Record<string, unknown>,
): MadeRows {
  const { messages, told } = withMasks(layOut(dialogue, dialect), dialect);
  if (!dialect.hasPrompt && promptOf(dialogue, dialect)) told.push({ rule: "prompt_left_out", turnId: null });
  const last = messages.findLastIndex(({ isTrained }) => isTrained);
  if (last < 0) return leftOut("nothing_trained");
  // Trainers want a row to end on what it trains.
  const whole = dialect.keepsEnd ? messages : messages.slice(0, last + 1);
  const broken = whole.find(isBroken);
  if (broken) return leftOut("broken_text", broken);
  if (dialect.alternates && !takesTurns(whole)) return leftOut("out_of_turn");
  for (const { pattern, rule } of dialect.marks) {
    const found = whole.filter(({ text, reasoning }) => pattern.test(text) || pattern.test(reasoning ?? ""));
    if (found[0] && rowRules[rule].effect === "left_out") return leftOut(rule, found[0]);
    told.push(...found.map(({ turn }): Told => ({ rule, turnId: turn?.id ?? null })));
  }
  const rows = dialect.masks === "exploded" ? exploded(whole) : [whole];
  return { rows: rows.map((row) => rowOf(row, record(row, dialogue.id))), told };
}

function leftOut(rule: Told["rule"], at?: Message): MadeRows {
  return { rows: [], told: [{ rule, turnId: at?.turn?.id ?? null }] };
}

function takesTurns(messages: Message[]): boolean {
  const said = messages[0]?.role === "system" ? messages.slice(1) : messages;
  return said.every(({ role }, i) => (i % 2 ? role === "assistant" : role === "user" || role === "tool"));
}

function isBroken({ text, reasoning }: Message): boolean {
  return hasLoneSurrogate(text) || hasLoneSurrogate(reasoning ?? "");
}

/** The first pattern is quick, and finds none in most texts. */
export function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text);
}

function layOut(dialogue: ExportedDialogue, dialect: Dialect): Message[] {
  const { target, isNative } = dialect;
  const flips = target === "user" && !isNative;
  const prompt = promptOf(dialogue, dialect);
  const messages: Message[] = prompt && dialect.hasPrompt ? [unsaid("system", prompt)] : [];
  if (flips) messages.push(unsaid("user", openingCue));
  for (const turn of dialogue.turns) {
    // Tools are the assistant's: its user does not see them.
    if (dialect.keepsTools && target === "assistant") messages.push(...turn.asides.map(asideOf));
    messages.push({
      role: flips ? otherSpeaker(turn.speaker) : turn.speaker,
      text: turn.text,
      reasoning: target === "assistant" && dialect.keepsThoughts ? turn.reasoning : null,
      calls: null,
      turn,
      isTrained: turn.speaker === target && turn.trained,
    });
  }
  // The mark alone would teach to end what was never begun.
  if (flips && dialect.endMark && messages.some(({ isTrained }) => isTrained))
    messages.push(Object.assign(unsaid("assistant", dialect.endMark), { isTrained: true }));
  return messages;
}

function promptOf({ simulatorPrompt, assistantPrompt }: ExportedDialogue, { target }: Dialect): string {
  const prompt = target === "user" ? simulatorPrompt : assistantPrompt;
  return prompt.trim() ? prompt : "";
}

function unsaid(role: Message["role"], text: string, calls: unknown = null): Message {
  return { role, text, reasoning: null, calls, turn: null, isTrained: false };
}

/** A call of a tool, what it answered, or a system's word in between. */
function asideOf({ role, content }: Aside): Message {
  if (typeof content === "object" && content !== null && "calls" in content)
    return unsaid("assistant", "", content.calls);
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return unsaid(/^(system|developer)$/i.test(role.trim()) ? "system" : "tool", text);
}

/** Where a dialect cannot mark a turn: up to the first masked one, or all of them, as it was chosen. */
function withMasks(messages: Message[], { target, masks }: Dialect): { messages: Message[]; told: Told[] } {
  const isMasked = ({ turn }: Message) => turn !== null && turn.speaker === target && !turn.trained;
  const first = masks === "cut" || masks === "trained" ? messages.findIndex(isMasked) : -1;
  if (first < 0) return { messages, told: [] };
  if (masks === "cut")
    return {
      messages: messages.slice(0, first),
      told: [{ rule: "cut_at_mask", turnId: messages[first]?.turn?.id ?? null }],
    };
  const told = messages.filter(isMasked).map(({ turn }): Told => ({ rule: "mask_lost", turnId: turn?.id ?? null }));
  return { messages: messages.map((message) => (isMasked(message) ? { ...message, isTrained: true } : message)), told };
}

/** A row for each trained turn: all before it is context. */
function exploded(messages: Message[]): Message[][] {
  return messages.flatMap(({ isTrained }, end) =>
    isTrained
      ? [messages.slice(0, end + 1).map((message, i) => (i < end ? { ...message, isTrained: false } : message))]
      : [],
  );
}

function rowOf(messages: Message[], record: Record<string, unknown>): TrainingRow {
  const turns = [];
  for (const { turn, isTrained } of messages) if (turn) turns.push({ id: turn.id, isTrained });
  return { record, turns };
}
