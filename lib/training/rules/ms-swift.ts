import { joined, type Message, ownersOf, type Part } from "../chat-template";
import {
  append,
  dropped,
  type Loaded,
  noTokens,
  type Rules,
  row,
  type Setting,
  type Tokens,
  untrained,
} from "../loaded-row";
import { both, said } from "./answers";
import { messagesOf, withKey } from "./messages-of";

/**
 * ms-swift with ChatML: answers are trained unless their `loss` says otherwise, and with each the mark that ends it; the
 * mark behind the last answer is trained whatever its `loss` says. Messages of one side in a row become one. Rows that
 * are longer than the length go, as do rows that it cannot read.
 */
export const msSwift: Rules = {
  of: "ms-swift 4.6",
  maxLength: null,
  load: (given, setting) => {
    const messages = messagesOf(given.messages);
    if (!messages) return [dropped([], "unread_shape")];
    if (messages.length === 0) return [dropped(messages, "no_messages")];
    if (messages.some(({ role }) => !["system", "user", "assistant"].includes(role)))
      return [dropped(messages, "unknown_role")];
    const led = messages[0]?.role === "system";
    const system = led ? (messages[0]?.content ?? "") : typeof given.system === "string" ? given.system : "";
    if (messages.some(({ role }, i) => role === "system" && i > 0)) return [dropped(messages, "wrong_order")];
    if (messages.length === (led ? 1 : 0)) return [dropped(messages, "no_messages")];
    return [loadRounds(messages, led ? 1 : 0, system, setting)];
  },
};

/** What one side says in a row, piece by piece. */
type Said = { role: string; pieces: { content: string; message: number; trained: boolean }[] };

/** A stretch that is encoded by itself if what stands beside it is trained otherwise. */
type Stretch = { parts: Part[]; trained: boolean };

function loadRounds(messages: Message[], first: number, system: string, setting: Setting): Loaded {
  const { tokenizer, maxLength } = setting;
  const stretches: Stretch[] = [];
  if (system) context(stretches, ["<|im_start|>system\n", { content: system, message: first - 1 }, "<|im_end|>\n"]);
  const said = sidesOf(messages, first);
  if (said[0]?.role === "assistant")
    said.unshift({ role: "user", pieces: [{ content: "", message: -1, trained: false }] });
  for (let i = 0; i < said.length; i += 2) {
    const answer = said[i + 1];
    context(stretches, ["<|im_start|>user\n", ...asked(said[i], i / 2), "<|im_end|>\n<|im_start|>assistant\n"]);
    for (const { content, message, trained } of answer?.pieces ?? [])
      if (content) stretches.push({ parts: [{ content, message }], trained });
    if (i + 2 < said.length) context(stretches, [end]);
    else if (answer && tokenizer.around.after.length === 0 && !closed(answer, setting))
      stretches.push({ parts: [end], trained: true });
  }
  const tokens = noTokens();
  append(tokens, tokenizer.around.before, -1, false);
  encodeStretches(tokens, stretches, setting);
  append(tokens, tokenizer.around.after, -1, true);
  trainEnds(tokens, tokenizer.encode(end).ids);
  tokens.labels[0] = untrained;
  if (maxLength !== null && tokens.ids.length > maxLength) return dropped(messages, "too_long");
  const unread = messages.flatMap(({ role, loss }, i) => (role !== "assistant" && loss !== undefined ? [i] : []));
  return row(messages, { ...tokens, lost: 0 }, [...unread, ...withKey(messages, "weight", "train", "trainable")]);
}

const end = "<|im_end|>\n";

function context(stretches: Stretch[], parts: Part[]): void {
  stretches.push({ parts, trained: false });
}

function sidesOf(messages: readonly Message[], first: number): Said[] {
  const said: Said[] = [];
  messages.slice(first).forEach(({ role, content, loss, loss_scale: scale }, i) => {
    const piece = { content, message: first + i, trained: (loss ?? true) === true && scale !== 0 };
    const before = said.at(-1);
    if (before?.role === role) before.pieces.push(piece);
    else said.push({ role, pieces: [piece] });
  });
  return said;
}

/** Words that count rounds are filled in wherever they stand, in a question, too. */
function asked(side: Said | undefined, round: number): Part[] {
  return (side?.pieces ?? []).map(({ content, message }) => ({
    content: content.replaceAll("{{ROUND0}}", String(round)).replaceAll("{{ROUND1}}", String(round + 1)),
    message,
  }));
}

function closed({ pieces }: Said, { tokenizer }: Setting): boolean {
  const last = pieces.at(-1)?.content ?? "";
  return last.endsWith("<|im_end|>") || (tokenizer.eos !== null && last.endsWith(tokenizer.eos.text));
}

function encodeStretches(tokens: Tokens, stretches: readonly Stretch[], { tokenizer }: Setting): void {
  for (let i = 0; i < stretches.length; ) {
    const trained = stretches[i]?.trained === true;
    let next = i;
    while (next < stretches.length && stretches[next]?.trained === trained) next++;
    const { text, written } = joined(stretches.slice(i, next).flatMap(({ parts }) => parts));
    const { ids, starts } = tokenizer.encode(text);
    append(tokens, ids, ownersOf(starts, written), trained);
    i = next;
  }
}

/** The end of a turn behind a trained answer is trained with it. */
function trainEnds({ ids, labels }: Tokens, ending: readonly number[]): void {
  let start = 0;
  for (let i = 1; i <= labels.length; i++) {
    const after = i < labels.length ? labels[i] : undefined;
    if (labels[i - 1] !== untrained && after === untrained) start = i;
    else if (start > 0 && labels[i - 1] === untrained && after !== untrained) {
      if (i - start >= ending.length && ending.every((id, e) => ids[start + e] === id))
        for (let e = 0; e < ending.length; e++) labels[start + e] = ending[e] ?? untrained;
    }
  }
}

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
