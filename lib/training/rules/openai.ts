import type { Message } from "../chat-template";
import { cutTo, type Loaded, type Rules, refused, row, type Setting } from "../loaded-row";
import { both } from "./answers";
import { byMessage } from "./by-message";
import { messagesOf, orRefused, withKey } from "./messages-of";

/**
 * The OpenAI style: every assistant message trains unless its `weight` is 0, and a row ends on an assistant message. No
 * code of a service can be read; tokens and marks are those of the template that stands in.
 */
export const openAi: Rules = {
  of: "OpenAI's guide to fine-tuning",
  maxLength: 65_536,
  load: (given, setting) => {
    const messages = messagesOf(given.messages);
    if (!messages) return [refused([], "unread_shape")];
    if (messages.length === 0) return [refused(messages, "no_messages")];
    if (messages.some(({ role }) => !roles.includes(role))) return [refused(messages, "unknown_role")];
    if (
      messages.some(
        ({ role, weight }) => weight !== undefined && (role !== "assistant" || (weight !== 0 && weight !== 1)),
      )
    )
      return [refused(messages, "mask_refused")];
    if (messages.at(-1)?.role !== "assistant") return [refused(messages, "wrong_order")];
    return orRefused(messages, () => [loadAll(messages, setting)]);
  },
};

const roles = ["system", "developer", "user", "assistant", "tool"];

function loadAll(messages: Message[], setting: Setting): Loaded {
  const tokens = byMessage(messages, setting, ({ role, weight }) => role === "assistant" && weight !== 0);
  const loaded = cutTo(tokens, setting.maxLength);
  return row(messages, loaded, withKey(messages, "train", "loss", "trainable", "loss_weight"));
}

/** The OpenAI style: one message of the assistant as either output. No code of a service can be read. */
export const openAiPreference: Rules = {
  of: "OpenAI's guide to fine-tuning",
  maxLength: 65_536,
  load: ({ input, preferred_output: preferred, non_preferred_output: other }, setting) => {
    const asked = messagesOf((input as { messages?: unknown } | undefined)?.messages);
    const [chosen, rejected] = [preferred, other].map((output) => messagesOf(output));
    if (!asked || !chosen || !rejected) return [refused([], "unread_shape")];
    if (chosen.length === 0 || rejected.length === 0) return [refused(asked, "no_answer")];
    return orRefused(asked, () => {
      const [one, two] = [chosen, rejected].map((answer) => {
        const messages = [...asked, ...answer];
        const tokens = byMessage(messages, setting, (message) => answer.includes(message));
        return row(messages, cutTo(tokens, setting.maxLength));
      });
      return one && two ? both(one, two) : [];
    });
  },
};
