import type { Message } from "../chat-template";
import { type Loaded, refused } from "../loaded-row";

/** The messages in a list of a row, by the names that it gives to role and text; null where it holds something else. */
export function messagesOf(list: unknown, roleKey = "role", textKey = "content"): Message[] | null {
  if (!Array.isArray(list)) return null;
  const messages = list.map((one) => {
    if (typeof one !== "object" || one === null) return null;
    const { [roleKey]: role, [textKey]: content } = one as Record<string, unknown>;
    return typeof role === "string" && typeof content === "string" ? { ...one, role, content } : null;
  });
  return messages.every((message) => message !== null) ? messages : null;
}

/** Messages whose mask stands in a key that is not read. */
export function withKey(messages: readonly Message[], ...keys: string[]): number[] {
  return messages.flatMap((message, i) => (keys.some((key) => message[key] !== undefined) ? [i] : []));
}

/** What is loaded, or that the chat template refuses the messages. */
export function orRefused(messages: readonly Message[], load: () => Loaded[]): Loaded[] {
  try {
    return load();
  } catch {
    return [refused(messages, "template_refused")];
  }
}
