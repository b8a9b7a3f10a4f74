import { type Message, ownersOf } from "../chat-template";
import {
  append,
  dropped,
  type Loaded,
  noTokens,
  type Rules,
  refused,
  row,
  type Setting,
  type Tokens,
  untrained,
} from "../loaded-row";
import { messagesOf, withKey } from "./messages-of";

/**
 * Axolotl's `chat_template` with the settings that our files bring: a message with `train` is trained as that says, any
 * other if it is an answer; an end of turn within three tokens behind a trained message with it. Where a message stands
 * is found by putting other words in its place and looking what changes. Rows that are too long go, and rows of which
 * nothing is trained.
 */
export const axolotl: Rules = {
  of: "axolotl 0.18.0",
  maxLength: 512,
  load: (given, setting) => {
    const messages = messagesOf(given.messages);
    if (!messages) return [refused([], "unread_shape")];
    if (messages.length === 0) return [refused(messages, "no_messages")];
    try {
      return [loadMessages(messages, given, setting)];
    } catch {
      return [refused(messages, "template_refused")];
    }
  },
};

const roles: Readonly<Record<string, string>> = { human: "user", gpt: "assistant" };

function loadMessages(messages: Message[], given: Readonly<Record<string, unknown>>, setting: Setting): Loaded {
  const { tokenizer, template, maxLength } = setting;
  const turns = messages.map(({ role, content }) => ({ role: roles[role] ?? role, content }));
  const led = turns[0]?.role !== "system" && typeof given.system === "string" ? 1 : 0;
  if (led) turns.unshift({ role: "system", content: String(given.system) });
  const idsOf = (some: readonly Message[]) => tokenizer.encode(template.render(some, false).text).ids;
  const { text, written } = template.render(turns, false);
  const { ids, starts } = tokenizer.encode(text);
  const tokens = noTokens();
  const owners = ownersOf(starts, written).map((owner) => (owner === -1 ? -1 : owner - led));
  append(tokens, ids, owners, false);
  turns.forEach(({ role }, i) => {
    const train = messages[i - led]?.train;
    if (!(typeof train === "boolean" ? train : role === "assistant")) return;
    trainTurn(tokens, findTurn(turns, i, idsOf), setting);
  });
  if (maxLength !== null && ids.length > maxLength) return dropped(messages, "too_long");
  if (tokens.labels.every((label) => label === untrained)) return dropped(messages, "nothing_left");
  return row(messages, { ...tokens, lost: 0 }, withKey(messages, "weight", "loss", "trainable", "loss_weight"));
}

type Place = { start: number; end: number };

/** Where a turn stands: from the first token that other words in its place would change to the last. */
function findTurn(
  turns: readonly Message[],
  at: number,
  idsOf: (some: readonly Message[]) => readonly number[],
): Place | null {
  const said = turns[at];
  if (!said) return null;
  const before = turns.slice(0, at);
  const other = idsOf([...before, { role: said.role, content: "[[dummy_message]]" }]);
  const full = idsOf([...before, said]);
  const shorter = Math.min(other.length, full.length);
  let start = 0;
  while (start < shorter && other[start] === full[start]) start++;
  let same = 0;
  while (same < shorter && other[other.length - 1 - same] === full[full.length - 1 - same]) same++;
  const end = full.length - same;
  return start === shorter || same === shorter || end <= start ? null : { start, end };
}

function trainTurn({ ids, labels }: Tokens, place: Place | null, { tokenizer }: Setting): void {
  for (let i = place?.start ?? 0; place && i < place.end; i++) labels[i] = ids[i] ?? untrained;
  // A turn that was not found is taken to end at -1; from there the search wraps around to the last token.
  const from = place?.end ?? -1;
  const end = endFrom(ids, from, tokenizer.eos?.id ?? -1);
  if (end !== -1 && Math.abs(end - from) <= 3) labels[end] = ids[end] ?? untrained;
}

function endFrom(ids: readonly number[], from: number, mark: number): number {
  if (from === -1 && ids.at(-1) === mark) return -1;
  return ids.indexOf(mark, Math.max(0, from));
}
