import { cutTo, type Rules, refused, row } from "../loaded-row";
import { both } from "./answers";
import { byMessage } from "./by-message";
import { messagesOf, orRefused } from "./messages-of";

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
