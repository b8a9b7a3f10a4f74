import { type Message, ownersOf } from "../chat-template";
import { dropped, type Loaded, type Rules, refused, type Setting } from "../loaded-row";
import { type Answered, askedOtherwise, asScores, both, cutAnswer, inCommon } from "./answers";
import { messagesOf, orRefused } from "./messages-of";

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
