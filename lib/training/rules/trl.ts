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
import { type Answered, askedOtherwise, asScores, both, cutAnswer, inCommon } from "./answers";
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

/**
 * TRL's DPOTrainer: what both answers share with the prompt as it is asked is the prompt, the rest of each is learned. Rows
 * whose prompt fills the length go, the end of longer ones is cut off.
 */
export const trlDpo: Rules = {
  of: "trl 1.16.0",
  maxLength: 1024,
  load: (given, setting) => {
    const [prompt, chosen, rejected] = [given.prompt, given.chosen, given.rejected].map((list) => messagesOf(list));
    if (!prompt || !chosen || !rejected) return [refused([], "unread_shape")];
    if (prompt.length === 0) return [refused(prompt, "no_messages")];
    return orRefused(prompt, () => {
      const [one, other] = answeredBy(prompt, [chosen, rejected], setting);
      if (!one || !other) return [dropped(prompt, "long_prompt")];
      const [better, worse] = both(one("chosen"), other("rejected"));
      return [better, worse].filter((loaded) => loaded !== undefined);
    });
  },
};

/** TRL's KTOTrainer: the same of one answer. */
export const trlKto: Rules = {
  of: "trl 1.16.0",
  maxLength: 1024,
  load: (given, setting) => {
    const [prompt, completion] = [given.prompt, given.completion].map((list) => messagesOf(list));
    if (!prompt || !completion || typeof given.label !== "boolean") return [refused([], "unread_shape")];
    if (prompt.length === 0) return [refused(prompt, "no_messages")];
    return orRefused(prompt, () => {
      const [one] = answeredBy(prompt, [completion], setting);
      return [one ? one(given.label === true ? "good" : "bad") : dropped(prompt, "long_prompt")];
    });
  },
};

/** TRL's RewardTrainer: two whole conversations; a row of which either is too long goes. */
export const trlReward: Rules = asScores({
  of: "trl 1.16.0",
  maxLength: 1024,
  load: (given, setting) => {
    const [chosen, rejected] = [given.chosen, given.rejected].map((list) => messagesOf(list));
    if (!chosen || !rejected) return [refused([], "unread_shape")];
    if (chosen.length === 0) return [refused(chosen, "no_messages")];
    return orRefused(chosen, () => {
      const [one, other] = [chosen, rejected].map((messages) => ({
        ...rendered(messages, setting),
        messages,
        asked: 0,
      }));
      const { maxLength } = setting;
      if (!one || !other) return [];
      if (maxLength !== null && Math.max(one.ids.length, other.ids.length) > maxLength)
        return [dropped(chosen, "too_long")];
      return both(cutAnswer(one, "chosen", null), cutAnswer(other, "rejected", null));
    });
  },
});

type Named = (answer: Parameters<typeof cutAnswer>[1]) => Loaded;

/** Samples of the answers to a prompt; none where the prompt fills the length. */
function answeredBy(prompt: Message[], answers: Message[][], setting: Setting): Named[] {
  const { tokenizer, template, maxLength } = setting;
  const asking = tokenizer.encode(template.render(prompt, true).text).ids;
  const whole = answers.map((answer) => ({
    ...rendered([...prompt, ...answer], setting),
    messages: [...prompt, ...answer],
  }));
  const asked = Math.min(...whole.map(({ ids }) => inCommon(asking, ids)));
  if (maxLength !== null && asked >= maxLength) return [];
  return whole.map((one) => (answer) => {
    const loaded = cutAnswer({ ...one, asked }, answer, maxLength);
    return asked < asking.length ? askedOtherwise(loaded) : loaded;
  });
}

function rendered(messages: readonly Message[], { tokenizer, template }: Setting): Pick<Answered, "ids" | "owners"> {
  const { text, written } = template.render(messages, false);
  const { ids, starts } = tokenizer.encode(text);
  return { ids, owners: ownersOf(starts, written) };
}
