import { joined, type Message, ownersOf, type Part } from "../chat-template";
import { append, cutTo, type Loaded, noTokens, type Rules, refused, row, type Setting, untrained } from "../loaded-row";
import { messagesOf, withKey } from "./messages-of";

/**
 * FastChat's trainer with Vicuna's words around. It looks for the answers by counting the tokens of each piece anew, as
 * they come out of a Llama tokenizer; where that count and the row don't agree, or a text holds the words that
 * stand between question and answer, the whole row carries no loss.
 */
export const fastChat: Rules = {
  of: "fschat 0.2.36",
  maxLength: 512,
  load: (given, setting) => {
    const all = messagesOf(given.conversations, "from", "value");
    if (!all) return [refused([], "unread_shape")];
    const [first] = all;
    if (!first) return [refused(all, "no_messages")];
    const skipped = first.role === "gpt" ? 1 : 0;
    const wrong = all.slice(skipped).find(({ role }, i) => role !== (i % 2 === 0 ? "human" : "gpt"));
    if (wrong || !(first.role in names))
      return [refused(all, [wrong, first].some((one) => one && !(one.role in names)) ? "unknown_role" : "wrong_order")];
    return [loadAll(all, skipped, setting)];
  },
};

const names: Readonly<Record<string, string>> = { human: "USER", gpt: "ASSISTANT" };
const system =
  "A chat between a curious user and an artificial intelligence assistant. " +
  "The assistant gives helpful, detailed, and polite answers to the user's questions.";
const afterAsking = " ";
const afterAnswer = "</s>";
const between = `${afterAsking}ASSISTANT: `;

function loadAll(messages: Message[], skipped: number, setting: Setting): Loaded {
  const { tokenizer } = setting;
  const limit = setting.maxLength ?? Number.POSITIVE_INFINITY;
  const parts = messages.slice(skipped).flatMap(({ role, content }, i): Part[] => {
    const end = i % 2 === 0 ? afterAsking : afterAnswer;
    return content ? [`${names[role]}: `, { content, message: skipped + i }, end] : [`${names[role]}:`];
  });
  const { text, written } = joined([system + afterAsking, ...parts]);
  const { ids, starts } = tokenizer.encode(text);
  const tokens = noTokens();
  append(tokens, tokenizer.around.before, -1, true);
  append(tokens, ids, ownersOf(starts, written), true);
  const whole = tokens.ids.length;
  const trained = mask(text, tokens.ids.slice(0, limit), setting);
  const loaded = cutTo({ ids: tokens.ids, labels: trained, owners: tokens.owners }, setting.maxLength);
  const lost = whole > limit ? count(mask(text, tokens.ids, { ...setting, maxLength: null })) - count(trained) : 0;
  const labels = trained.slice(0, loaded.ids.length);
  return row(messages, { ...loaded, labels, lost: Math.max(0, lost) }, withKey(messages, "weight", "train", "loss"));
}

function count(labels: readonly number[]): number {
  return labels.filter((label) => label !== untrained).length;
}

/** The labels that counting piece by piece comes to. */
function mask(text: string, ids: readonly number[], { tokenizer, maxLength, options }: Setting): number[] {
  const lengthOf = (piece: string) => tokenizer.around.before.length + tokenizer.encode(piece).ids.length;
  const legacy = options?.legacy !== false;
  const labels = [...ids];
  const leaveOut = (from: number, to: number) => {
    for (let i = from; i < Math.min(to, labels.length); i++) labels[i] = untrained;
  };
  let at = 1;
  leaveOut(0, at);
  for (const [i, turn] of text.split(afterAnswer).entries()) {
    if (turn === "") break;
    const parts = turn.split(between);
    if (parts.length !== 2) break;
    const shift = i !== 0 && !legacy ? 1 : 0;
    leaveOut(at, at + lengthOf(parts[0] + between) - 2 - shift);
    at += lengthOf(turn) - shift;
  }
  leaveOut(at, labels.length);
  const filled = ids.filter((id) => id !== tokenizer.pad?.id).length;
  if (at < (maxLength ?? Number.POSITIVE_INFINITY) && at !== filled) leaveOut(0, labels.length);
  return labels;
}
