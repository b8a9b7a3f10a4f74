import { joined, type Message, ownersOf, type Rendered } from "../chat-template";
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
import { askedOtherwise, both, cutAnswer, inCommon } from "./answers";
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
