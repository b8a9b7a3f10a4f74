import { type Message, ownersOf } from "../chat-template";
import { append, cutTo, type Loaded, noTokens, type Rules, refused, row, type Setting } from "../loaded-row";
import { messagesOf, withKey } from "./messages-of";

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
    try {
      return [loadAll(messages, setting)];
    } catch {
      return [refused(messages, "template_refused")];
    }
  },
};

const roles = ["system", "developer", "user", "assistant", "tool"];

function loadAll(messages: Message[], { tokenizer, template, maxLength }: Setting): Loaded {
  const { text, written } = template.render(messages, false);
  const { ids, starts } = tokenizer.encode(text);
  const owners = ownersOf(starts, written);
  const tokens = noTokens();
  let said = -1;
  ids.forEach((id, i) => {
    const owner = owners[i] ?? -1;
    if (owner !== -1) said = owner;
    // The mark that ends a message is learned with it.
    const ends = owner === -1 && said !== -1 && id === tokenizer.eos?.id && owners[i - 1] === said;
    const message = messages[owner === -1 && !ends ? -1 : said];
    append(tokens, [id], owner, message?.role === "assistant" && message.weight !== 0);
  });
  return row(messages, cutTo(tokens, maxLength), withKey(messages, "train", "loss", "trainable", "loss_weight"));
}
