import { type Message, ownersOf } from "../chat-template";
import { append, cutTo, dropped, type Loaded, noTokens, type Rules, refused, row, type Setting } from "../loaded-row";
import { both } from "./answers";
import { orRefused } from "./messages-of";

/**
 * LLaMA-Factory's new loader: a dialogue becomes one sample for each answer whose `loss_weight` is above nothing, with all
 * before it as context. Weights of other roles are not read; marks within a text are broken up.
 */
export const llamaFactoryV1: Rules = {
  of: "llamafactory main (v1), August 2026",
  maxLength: 2048,
  load: (given, setting) => {
    const messages = partedMessages(given.messages);
    if (!messages) return [refused([], "unread_shape")];
    const ends = messages.flatMap(({ role, loss_weight: weight }, i) =>
      role === "assistant" && (typeof weight === "number" ? weight : 1) > 1e-6 ? [i + 1] : [],
    );
    if (ends.length === 0) return [refused(messages, "nothing_left")];
    const unread = messages.flatMap(({ role, loss_weight: weight }, i) =>
      role !== "assistant" && typeof weight === "number" && weight > 0 ? [i] : [],
    );
    return orRefused(messages, () =>
      ends.map((end, i) => loadUpTo(messages.slice(0, end), i === 0 ? unread : [], setting)),
    );
  },
};

/** Messages whose text comes in parts; thoughts and calls of tools are parts of their own, which the template has apart. */
function partedMessages(list: unknown): Message[] | null {
  if (!Array.isArray(list) || list.length === 0) return null;
  const messages = list.map((one: { role?: unknown; content?: unknown }) => {
    if (typeof one?.role !== "string" || !Array.isArray(one.content)) return null;
    const texts = one.content.map((part: { type?: unknown; value?: unknown } | null) => {
      const { type, value } = part ?? {};
      if (typeof value !== "string" || (type !== "text" && type !== "reasoning" && type !== "tool_call")) return null;
      return type === "text" ? value : "";
    });
    return texts.every((text) => text !== null) ? { ...one, role: one.role, content: texts.join("") } : null;
  });
  return messages.every((message) => message !== null) ? messages : null;
}

function loadUpTo(messages: Message[], unread: readonly number[], { tokenizer, template, maxLength }: Setting): Loaded {
  const plain = messages.map((message) => ({ ...message, content: broken(message.content, tokenizer.idOf) }));
  const { text, written } = template.render(plain, false);
  const { ids, starts } = tokenizer.encode(text);
  const context = tokenizer.encode(template.render(plain.slice(0, -1), true).text).ids;
  if (messages.length === 1 || context.some((id, i) => ids[i] !== id)) return refused(messages, "template_refused");
  const owners = ownersOf(starts, written);
  const tokens = noTokens();
  append(tokens, ids.slice(0, context.length), owners, false);
  append(tokens, ids.slice(context.length), owners.slice(context.length), true);
  return row(messages, cutTo(tokens, maxLength), unread);
}

/** A mark within a text is broken by a blank of no width behind its first letter. */
function broken(text: string, idOf: (mark: string) => number | null): string {
  return text.replaceAll(/<[^<>\s]{1,40}>/g, (mark) =>
    idOf(mark) === null ? mark : `${mark[0]}\u200b${mark.slice(1)}`,
  );
}

/** LLaMA-Factory's new loader reads both answers as it reads any dialogue. */
export const llamaFactoryV1Pairs: Rules = {
  ...llamaFactoryV1,
  load: (given, setting) => {
    const [chosen, rejected] = [given.chosen_messages, given.rejected_messages].map((messages) => {
      const loaded = llamaFactoryV1.load({ messages }, setting);
      return loaded.at(-1) ?? dropped([], "no_messages");
    });
    return chosen && rejected ? both(chosen, rejected) : [];
  },
};
