import { decode } from "gpt-tokenizer/encoding/o200k_base";

/** A turn that a trainer would train on, and the texts that it would read before it in the same row. */
export type Trained = { text: string; before: string[] };

// Rows are read as the trainers' own loaders read them, by nothing that the writers use.
type Row = Record<string, unknown>;
type Said = { role: string; content: string; [field: string]: unknown };

const plainText = (text: string) => text.replace(/^<think>\n[\s\S]*?\n<\/think>\n\n/, "");

/** The messages of a row on which loss falls. */
function chosen<T>(
  messages: readonly T[],
  textOf: (one: T) => string,
  isTrained: (one: T, i: number) => boolean,
): Trained[] {
  const texts = messages.map(textOf).map(plainText);
  return texts.flatMap((text, i) => (isTrained(messages[i] as T, i) ? [{ text, before: texts.slice(0, i) }] : []));
}

const content = ({ content: text }: Said) => text;
const messagesOf = (row: Row) => row.messages as Said[];
const isAnswer = ({ role, tool_calls: calls }: Said) => role === "assistant" && calls === undefined;

type Turn = { from: string; value: string };
const value = ({ value: text }: Turn) => text;

type Part = { type: string; value: string };
type V1 = { role: string; content: Part[]; loss_weight: number };

/** FastChat drops a first gpt, and then asserts that human and gpt alternate. */
function fastChat(row: Row): Trained[] {
  const turns = row.conversations as Turn[];
  turns.forEach(({ from }, i) => {
    if (from !== (i % 2 ? "gpt" : "human")) throw new Error("FastChat stops: the turns do not alternate");
  });
  return chosen(turns, value, ({ from }) => from === "gpt");
}

/** LLaMA-Factory skips rows that do not alternate or end on a question; mask_history leaves the last turn. */
function llamaFactory(row: Row, { target, rows }: Row): Trained[] {
  const turns = row.conversations as Turn[];
  const [question, answer] = target === "user" ? ["gpt", "human"] : ["human", "gpt"];
  const even = [question, "observation"];
  const odd = [answer, "function_call"];
  if (turns.length % 2 !== 0 || !turns.every(({ from }, i) => (i % 2 ? odd : even).includes(from))) return [];
  return chosen(turns, value, ({ from }, i) => (rows === "turn" ? i === turns.length - 1 : from === answer));
}

const [opens, ends] = [200_003, 200_004];

/** Tokens of o200k_base between ChatML's marks; a turn is trained where all of its tokens and the mark that ends it are. */
function inTurns(ids: readonly number[], labels: readonly number[]): { text: string; isTrained: boolean }[] {
  const turns: { text: string; isTrained: boolean }[] = [];
  for (let at = ids.indexOf(opens); at >= 0; at = ids.indexOf(opens, at + 1)) {
    const end = ids.indexOf(ends, at);
    const [, ...lines] = decode(ids.slice(at + 1, end)).split("\n");
    turns.push({ text: lines.join("\n"), isTrained: labels[end] === ends });
  }
  return turns;
}

export const readers = {
  openai: (row: Row) => chosen(messagesOf(row), content, (one) => one.role === "assistant" && one.weight !== 0),
  llama_factory: llamaFactory,
  llama_factory_v1: (row: Row) =>
    chosen(
      row.messages as V1[],
      ({ content: parts }) => parts.flatMap(({ type, value: text }) => (type === "text" ? [text] : [])).join(""),
      ({ role, loss_weight: weight }) => role === "assistant" && weight > 1e-6,
    ),
  trl: (row: Row) => {
    if (!("prompt" in row)) return chosen(messagesOf(row), content, isAnswer);
    const prompt = row.prompt as Said[];
    return chosen([...prompt, ...(row.completion as Said[])], content, (_, i) => i >= prompt.length);
  },
  axolotl: (row: Row) => chosen(messagesOf(row), content, ({ train }) => train === true),
  ms_swift: (row: Row) => chosen(messagesOf(row), content, ({ role, loss }) => role === "assistant" && loss !== false),
  tinker: (row: Row) =>
    chosen(messagesOf(row), content, ({ trainable }) => {
      if (typeof trainable !== "boolean") throw new Error("Tinker stops: every message needs trainable");
      return trainable;
    }),
  unsloth: (row: Row, { rows }: Row) =>
    chosen(
      messagesOf(row),
      content,
      (one, i) => one.role === "assistant" && (rows === "dialogue" || i === messagesOf(row).length - 1),
    ),
  tokenised: (row: Row) => {
    const spoken = inTurns(row.input_ids as number[], row.labels as number[]);
    return chosen(
      spoken,
      ({ text }) => text,
      ({ isTrained }) => isTrained,
    );
  },
  fastchat: fastChat,
  platolm: (row: Row, { target }: Row) =>
    chosen(row.conversations as Turn[], value, ({ from }) => from === (target === "user" ? "human" : "gpt")),
  sharegpt: (row: Row, { target }: Row) =>
    chosen(row.conversations as Turn[], value, ({ from }) => from === (target === "user" ? "human" : "gpt")),
} satisfies Record<string, (row: Row, chosen: Row) => Trained[]>;
