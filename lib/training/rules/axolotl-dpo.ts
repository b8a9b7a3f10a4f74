import { joined, type Message, ownersOf } from "../chat-template";
import { dropped, type Loaded, type Rules, refused, type Setting } from "../loaded-row";
import { askedOtherwise, both, cutAnswer, inCommon } from "./answers";
import { messagesOf, orRefused } from "./messages-of";

/**
 * Axolotl's `chat_template.default` for DPO. It looks for each answer in what the template makes of it behind another
 * question: the first place where its words stand, be it in the template's own. Rows go whose prompt and either answer,
 * counted by themselves, are longer than the length.
 */
export const axolotlDpo: Rules = {
  of: "axolotl 0.19.0",
  maxLength: 512,
  load: (given, setting) => {
    const prompt = messagesOf(given.messages);
    const answers = [given.chosen, given.rejected].map((one) => messagesOf([one])?.[0]);
    const [chosen, rejected] = answers;
    if (!prompt || !chosen || !rejected) return [refused([], "unread_shape")];
    if (prompt.length === 0) return [refused(prompt, "no_messages")];
    const roles = ["system", "user", "assistant", "tool"];
    if ([...prompt, chosen, rejected].some(({ role }) => !roles.includes(role)))
      return [refused(prompt, "unknown_role")];
    return orRefused(prompt, () => loadPair(prompt, [chosen, rejected], setting));
  },
};

function loadPair(prompt: Message[], answers: [Message, Message], setting: Setting): Loaded[] {
  const { tokenizer, template, maxLength } = setting;
  const asked = template.render(prompt, true);
  const [chosen, rejected] = answers.map((answer) => foundIn(answer, setting)) as [string, string];
  const lengths = [asked.text, chosen, rejected].map((text) => tokenizer.encode(text).ids.length);
  const [ofPrompt = 0, ...ofAnswers] = lengths;
  if (asked.text === "" || chosen === "" || rejected === "") return [refused(prompt, "no_answer")];
  if (maxLength !== null && ofAnswers.some((length) => ofPrompt + length > maxLength))
    return [dropped(prompt, "too_long")];
  const eos = tokenizer.eos?.text ?? "";
  const asking = tokenizer.encode(asked.text).ids;
  const wholes = [chosen, rejected].map((text, i) => {
    const ended = text.endsWith(eos) ? text : text + eos;
    const content = answers[i]?.content.trimEnd() ?? "";
    const shown = ended.startsWith(content) ? content : "";
    const { text: whole, written } = joined([
      asked.text,
      { content: shown, message: prompt.length },
      ended.slice(shown.length),
    ]);
    const { ids, starts } = tokenizer.encode(whole);
    return { ids, owners: ownersOf(starts, [...asked.written, ...written]) };
  });
  const same = Math.min(...wholes.map(({ ids }) => inCommon(asking, ids)));
  const [one, other] = wholes.map(({ ids, owners }, i) => {
    const answer = answers[i];
    const messages = answer ? [...prompt, answer] : prompt;
    const loaded = cutAnswer({ messages, ids, owners, asked: same }, "chosen", null);
    return same < asking.length ? askedOtherwise(loaded) : loaded;
  });
  return one && other ? both(one, other) : [];
}

/** From where the words of an answer stand first in what the template makes of it; Python counts from the end where they stand nowhere. */
function foundIn(answer: Message, { template }: Setting): string {
  const { text } = template.render([{ role: "user", content: "[[dummy_message]]" }, answer], false);
  return text.slice(text.indexOf(answer.content)).trimEnd();
}
