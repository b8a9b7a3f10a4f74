import { type Message, ownersOf } from "../chat-template";
import { append, noTokens, type Setting, type Tokens } from "../loaded-row";

/** The tokens of messages, trained as each of them is; the mark that ends a message is learned with it. */
export function byMessage(
  messages: readonly Message[],
  { tokenizer, template }: Setting,
  isTrained: (message: Message) => boolean,
): Tokens {
  const { text, written } = template.render(messages, false);
  const { ids, starts } = tokenizer.encode(text);
  const owners = ownersOf(starts, written);
  const tokens = noTokens();
  let said = -1;
  ids.forEach((id, i) => {
    const owner = owners[i] ?? -1;
    if (owner !== -1) said = owner;
    const ends = owner === -1 && said !== -1 && id === tokenizer.eos?.id && owners[i - 1] === said;
    const message = messages[owner === -1 && !ends ? -1 : said];
    append(tokens, [id], owner, message !== undefined && isTrained(message));
  });
  return tokens;
}
