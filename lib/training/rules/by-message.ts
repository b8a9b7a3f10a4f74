import { type Message, ownersOf } from "../chat-template";
import { append, noTokens, type Tokens } from "../loaded-row";
import type { Reader } from "../reader";

/**
 * The tokens of messages, trained as each of them is. With a message are learned a token that its first letter shares with
 * the template's words, the mark that ends it and, where a trainer takes that too, the line break behind it.
 */
export function byMessage<M extends Message>(
  messages: readonly M[],
  { tokenizer, template }: Reader,
  isTrained: (message: M) => boolean,
  { withBreak = false } = {},
): Tokens {
  const { text, written } = template.render(messages, false);
  const { ids, starts } = tokenizer.encode(text);
  const owners = ownersOf(starts, written);
  const endsAt = new Map(written.map(({ end, message }) => [end, message]));
  const tokens = noTokens();
  let next = 0;
  let ended = -1;
  ids.forEach((id, i) => {
    const owner = owners[i] ?? -1;
    const start = starts[i] ?? 0;
    const end = starts[i + 1] ?? text.length;
    while (next < written.length && (written[next]?.start ?? 0) <= start) next++;
    const shares = (written[next]?.start ?? text.length) < end ? (written[next]?.message ?? -1) : -1;
    const ends = id === tokenizer.eos?.id ? (endsAt.get(start) ?? -1) : -1;
    const breaks = withBreak && text.slice(start, end) === "\n" ? ended : -1;
    const message = messages[[owner, shares, ends, breaks].find((one) => one !== -1) ?? -1];
    ended = owner === -1 ? ends : -1;
    append(tokens, [id], owner, message !== undefined && isTrained(message));
  });
  return tokens;
}
