import type { Message } from "../chat-template";
import { dropped, type Loaded, type Rules, type Setting } from "../loaded-row";
import { both, said } from "./answers";
import { messagesOf } from "./messages-of";
import { msSwift } from "./ms-swift";

type Given = Readonly<Record<string, unknown>>;

/**
 * ms-swift's pairs: each of both answers is read as the end of a dialogue. Learned is what the assistant says behind the
 * user's last words; the other answer stands in the place of all of that. Two answers that are the same are dropped.
 */
export const msSwiftPairs: Rules = {
  ...msSwift,
  load: (given, setting) => {
    const messages = messagesOf(given.messages);
    const content = given.rejected_response;
    if (!messages || typeof content !== "string") return [dropped(messages ?? [], "unread_shape")];
    if (messages.at(-1)?.content === content) return [dropped(messages, "no_answer")];
    const rejected = [...messages.slice(0, answerOf(messages)), { role: "assistant", content }];
    return both(lastOnly(given, messages, setting), lastOnly(given, rejected, setting));
  },
};

/** Its single answers. */
export const msSwiftKto: Rules = {
  ...msSwift,
  load: (given, setting) => {
    const messages = messagesOf(given.messages) ?? [];
    return [said(lastOnly(given, messages, setting), given.label ? "good" : "bad")];
  },
};

/** Where the last answer begins: behind what the user said last. */
function answerOf(messages: readonly Message[]): number {
  return messages.findLastIndex(({ role }) => role === "user") + 1;
}

/** As `loss_scale: last_round` has it, which is usual here. */
function lastOnly(given: Given, messages: readonly Message[], setting: Setting): Loaded {
  const first = answerOf(messages);
  const masked = messages.map((one, i) => (one.role === "assistant" && i < first ? { ...one, loss: false } : one));
  const [loaded] = msSwift.load({ ...given, messages: masked }, setting);
  return loaded ?? dropped(messages, "no_messages");
}
