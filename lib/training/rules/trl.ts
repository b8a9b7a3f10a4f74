import { type Message, ownersOf } from "../chat-template";
import {
  append,
  cutTo,
  dropped,
  type Loaded,
  type LoadedRow,
  noTokens,
  type Rules,
  refused,
  row,
  type Setting,
  type Tokens,
  untrained,
} from "../loaded-row";
import { inCommon } from "./answers";
import { byMessage } from "./by-message";
import { messagesOf, orRefused, withKey } from "./messages-of";

/**
 * TRL's SFTTrainer as it comes: of `messages` every token is trained, of `prompt` and `completion` those from where the
 * prompt alone would have gone on otherwise; then the end is cut off, and a row in which nothing is left to train goes. It reads no mask
 * of a message. Our rows for a dialogue each ask for `assistant_only_loss`: answers are trained with the mark that ends them and
 * the line break behind it, as its training templates have it; it stops at a row without an answer.
 */
export const trl: Rules = {
  of: "trl 1.16.0",
  maxLength: 1024,
  load: (given, setting) => {
    const prompt = given.prompt === undefined ? [] : messagesOf(given.prompt);
    const rest = messagesOf(given.prompt === undefined ? given.messages : given.completion);
    if (!prompt || !rest) return [refused([], "unread_shape")];
    const messages = [...prompt, ...rest];
    if (rest.length === 0 || (given.prompt !== undefined && prompt.length === 0))
      return [refused(messages, "no_messages")];
    return orRefused(messages, () => [loadMessages(messages, given.prompt === undefined ? null : prompt, setting)]);
  },
};

function loadMessages(messages: Message[], prompt: Message[] | null, setting: Setting): Loaded {
  const isOfAnswers = prompt === null && setting.options?.rows === "dialogue";
  const tokens = isOfAnswers
    ? byMessage(messages, setting, ({ role }) => role === "assistant", { withBreak: true })
    : behind(messages, prompt, setting);
  if (isOfAnswers && isUntrained(tokens)) return refused(messages, "nothing_left");
  const loaded = cutTo(tokens, setting.maxLength);
  if (isUntrained(loaded)) return dropped(messages, "nothing_left");
  return row(messages, loaded, withKey(messages, "weight", "train", "loss", "trainable", "loss_weight"));
}

function isUntrained({ labels }: Pick<Tokens, "labels"> | Pick<LoadedRow, "labels">): boolean {
  return labels.every((label) => label === untrained);
}

function behind(messages: Message[], prompt: Message[] | null, { tokenizer, template }: Setting): Tokens {
  const { text, written } = template.render(messages, false);
  const { ids, starts } = tokenizer.encode(text);
  const context = prompt ? inCommon(ids, tokenizer.encode(template.render(prompt, true).text).ids) : 0;
  const owners = ownersOf(starts, written);
  const tokens = noTokens();
  append(tokens, ids.slice(0, context), owners, false);
  append(tokens, ids.slice(context), owners.slice(context), true);
  return tokens;
}
