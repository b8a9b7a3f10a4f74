import type { Message } from "./chat-template";
import { type Tokens, untrained } from "./loaded-row";
import type { Reader } from "./reader";
import { byMessage } from "./rules/by-message";

type Marked = Message & { train: boolean };

/** How a model reads messages of which each says whether it is trained; null where its template refuses or changes them. */
export function tokeniseBy(reader: Reader): (messages: readonly Marked[]) => Tokens | null {
  return (messages) => {
    try {
      const tokens = byMessage(messages, reader, ({ train }) => train === true);
      return isWhole(tokens, messages) ? tokens : null;
    } catch {
      return null;
    }
  };
}

/** Whether something is trained of each message that asks for it. */
function isWhole({ labels, owners }: Tokens, messages: readonly Marked[]): boolean {
  const trained = new Set(owners.filter((_, i) => labels[i] !== untrained));
  return messages.every(({ train, content }, i) => !train || content.trim() === "" || trained.has(i));
}
