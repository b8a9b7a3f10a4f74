import { type Message, ownersOf, type Rendered } from "../chat-template";
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
import { messagesOf, orRefused, withKey } from "./messages-of";

/**
 * Axolotl's `chat_template` with the settings that our files bring: a message is trained where its `train` says so, and an
 * end of turn within three tokens behind it. Where a message stands is found by putting two other words in its place and
 * looking what changes in the text. Rows that are too long go, and rows of which nothing is trained.
 */
export const axolotl: Rules = {
  of: "axolotl 0.19.0",
  maxLength: 512,
  load: (given, setting) => {
    const messages = messagesOf(given.messages);
    if (!messages) return [refused([], "unread_shape")];
    if (messages.length === 0) return [refused(messages, "no_messages")];
    return orRefused(messages, () => [loadMessages(messages, given, setting)]);
  },
};

const roles: Readonly<Record<string, string>> = { human: "user", gpt: "assistant" };

function loadMessages(messages: Message[], given: Readonly<Record<string, unknown>>, setting: Setting): Loaded {
  const { tokenizer, template, maxLength } = setting;
  const turns = messages.map(({ role, content }) => ({ role: roles[role] ?? role, content }));
  const led = turns[0]?.role !== "system" && typeof given.system === "string" ? 1 : 0;
  if (led) turns.unshift({ role: "system", content: String(given.system) });
  const render = (some: readonly Message[]) => template.render(some, false);
  const rendered = render(turns);
  const { ids, starts } = tokenizer.encode(rendered.text);
  if (maxLength !== null && ids.length > maxLength) return dropped(messages, "too_long");
  const tokens = noTokens();
  const owners = ownersOf(starts, rendered.written).map((owner) => (owner === -1 ? -1 : owner - led));
  append(tokens, ids, owners, false);
  turns.forEach((_, i) => {
    if (messages[i - led]?.train === true)
      trainTurn(tokens, findTurn(turns, i, rendered.text, starts, render), setting);
  });
  if (tokens.labels.every((label) => label === untrained)) return dropped(messages, "nothing_left");
  return row(messages, { ...tokens, lost: 0 }, withKey(messages, "weight", "loss", "trainable", "loss_weight"));
}

type Place = { start: number; end: number };

/** Words that begin and end otherwise, so that what one of them has in common with a text the other hasn't. */
const otherWords = ["[[dummy_message]]", "zzdummymessagezz"];

/** Where a turn stands, in tokens; null where nothing of it is found. */
function findTurn(
  turns: readonly Message[],
  at: number,
  text: string,
  starts: readonly number[],
  render: (some: readonly Message[]) => Rendered,
): Place | null {
  const changes = otherWords.map((content) =>
    changed(text, render(turns.map((turn, i) => (i === at ? { role: turn.role, content } : turn))).text),
  );
  const from = Math.min(...changes.map(({ start }) => start));
  const to = Math.max(...changes.map(({ end }) => end));
  if (to <= from) return null;
  const after = starts.findIndex((start) => start > from);
  // Tokens that share a letter share its place: the first of them counts.
  const start = starts.indexOf(starts[(after === -1 ? starts.length : after) - 1] ?? 0);
  const behind = starts.findIndex((one) => one >= to);
  const end = behind === -1 ? starts.length : behind;
  return end <= start ? null : { start, end };
}

/** The stretch of a text that differs from another. */
function changed(text: string, other: string): Place {
  const limit = Math.min(text.length, other.length);
  let start = 0;
  while (start < limit && text[start] === other[start]) start++;
  let same = 0;
  while (same < limit - start && text[text.length - 1 - same] === other[other.length - 1 - same]) same++;
  return { start, end: text.length - same };
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
