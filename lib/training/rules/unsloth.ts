import { type Message, ownersOf } from "../chat-template";
import { dropped, type Loaded, type Rules, refused, row, type Setting, untrained } from "../loaded-row";
import { messagesOf, orRefused, withKey } from "./messages-of";

/**
 * Unsloth's `train_on_responses_only` with ChatML: what stands between the words that open an answer and those that open
 * the next question is trained, wherever a text brings such words along. No mask of a message is read. Our rows for one
 * turn each ask for `last_response_only`.
 */
export const unsloth: Rules = {
  of: "unsloth-zoo 2026.8",
  maxLength: 2048,
  load: (given, setting) => {
    const messages = messagesOf(given.messages) ?? messagesOf(given.conversations, "from", "value");
    if (!messages) return [refused([], "unread_shape")];
    if (messages.length === 0) return [refused(messages, "no_messages")];
    return orRefused(messages, () => [loadMessages(messages, setting)]);
  },
};

const roles: Readonly<Record<string, string>> = { human: "user", gpt: "assistant" };

function loadMessages(messages: Message[], { tokenizer, template, maxLength, options }: Setting): Loaded {
  const lastOnly = options?.rows !== "dialogue";
  const named = messages.map((message) => ({ ...message, role: roles[message.role] ?? message.role }));
  const { text, written } = template.render(named, false);
  const { ids: all, starts } = tokenizer.encode(text);
  const ids = all.slice(0, maxLength ?? all.length);
  const asking = tokenizer.encode("<|im_start|>user\n").ids;
  const answering = tokenizer.encode("<|im_start|>assistant\n").ids;
  const labels = between(ids, answering, asking, lastOnly);
  if (labels.every((label) => label === untrained)) return dropped(messages, "nothing_left");
  const lost = count(between(all, answering, asking, lastOnly)) - count(labels);
  const owners = ownersOf(starts, written).slice(0, ids.length);
  return row(
    messages,
    { ids, labels, owners, lost },
    withKey(messages, "weight", "train", "loss", "trainable", "loss_weight"),
  );
}

function count(labels: readonly number[]): number {
  return labels.filter((label) => label !== untrained).length;
}

function between(
  ids: readonly number[],
  opening: readonly number[],
  closing: readonly number[],
  lastOnly: boolean,
): number[] {
  const spans: [number, number][] = [];
  for (let at = findFrom(ids, opening, 0); at !== -1; ) {
    const start = at + opening.length;
    const found = findFrom(ids, closing, start);
    // The very last token opens no question: it belongs to the answer.
    const end = found === -1 || found === ids.length - 1 ? ids.length : found;
    spans.push([start, end]);
    // The token behind the opening of a question is passed over, too.
    at = findFrom(ids, opening, end + closing.length + 1);
  }
  const labels = ids.map(() => untrained);
  for (const [start, end] of lastOnly ? spans.slice(-1) : spans)
    for (let i = start; i < end; i++) labels[i] = ids[i] ?? untrained;
  return labels;
}

function findFrom(ids: readonly number[], words: readonly number[], from: number): number {
  for (let i = from; i + words.length <= ids.length; i++) if (words.every((id, w) => ids[i + w] === id)) return i;
  return -1;
}
