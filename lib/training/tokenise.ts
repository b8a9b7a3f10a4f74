import type { Message } from "./chat-template";
import { type Tokens, untrained } from "./loaded-row";
import type { Reader } from "./reader";
import { byMessage } from "./rules/by-message";
import type { Tokenizer } from "./tokenizer";

type Marked = Message & { train: boolean };

/**
 * How a model reads messages of which each says whether it is trained; null where its template refuses or changes them,
 * `mark_in_text` where one says a control mark, which would end its turn.
 */
export function tokeniseBy(reader: Reader): (messages: readonly Marked[]) => Tokens | "mark_in_text" | null {
  return (messages) => {
    try {
      if (messages.some(({ content }) => saysMark(content, reader.tokenizer))) return "mark_in_text";
      const tokens = byMessage(messages, reader, ({ train }) => train === true);
      return isWhole(tokens, messages) ? tokens : null;
    } catch {
      return null;
    }
  };
}

/** Added tokens that are no control marks, such as runs of blanks, may stand in a text. */
function saysMark(text: string, { hasMarks, encode, encodePlain }: Tokenizer): boolean {
  if (!hasMarks(text)) return false;
  const [read, plain] = [encode(text).ids, encodePlain(text).ids];
  return read.length !== plain.length || read.some((id, i) => id !== plain[i]);
}

/** Whether something is trained of each message that asks for it. */
function isWhole({ labels, owners }: Tokens, messages: readonly Marked[]): boolean {
  const trained = new Set(owners.filter((_, i) => labels[i] !== untrained));
  return messages.every(({ train, content }, i) => !train || content.trim() === "" || trained.has(i));
}
