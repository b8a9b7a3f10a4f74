import type { Message } from "../chat-template";
import { append, cutTo, noTokens, type Rules, refused, row, type Setting, type Tokens, untrained } from "../loaded-row";
import { messagesOf, withKey } from "./messages-of";

/**
 * The Tinker cookbook in mode `CUSTOMIZED`: every message says whether it is `trainable`, and what it says is trained with
 * its end. Marks within a text are plain words in the ChatML renderer alone. The first token is never a target.
 */
export const tinker: Rules = {
  of: "tinker-cookbook 0.6.1",
  maxLength: null,
  load: (given, setting) => {
    const messages = messagesOf(given.messages);
    if (!messages) return [refused([], "unread_shape")];
    if (messages.some(({ trainable }) => typeof trainable !== "boolean")) return [refused(messages, "mask_refused")];
    const tokens = noTokens();
    const render = renderers[setting.template.id] ?? withColons;
    render(tokens, messages, setting);
    const loaded = cutTo(tokens, setting.maxLength);
    if (loaded.ids.length < 2) return [refused(messages, "no_messages")];
    const labels = [untrained, ...loaded.labels.slice(1)];
    return [row(messages, { ...loaded, labels }, withKey(messages, "weight", "train", "loss", "loss_weight"))];
  },
};

type Render = (tokens: Tokens, messages: readonly Message[], setting: Setting) => void;

const chatml: Render = (tokens, messages, { tokenizer }) => {
  const end = tokenizer.idOf("<|im_end|>");
  messages.forEach(({ role, content, trainable }, i) => {
    const shown = role === "tool" ? "user" : role;
    append(tokens, tokenizer.encode(`${i > 0 ? "\n" : ""}<|im_start|>${shown}\n`).ids, -1, false);
    const said = role === "tool" ? `<tool_response>\n${content}\n</tool_response>` : content;
    append(tokens, tokenizer.encodePlain(said).ids, i, trainable === true);
    append(tokens, end === null ? [] : [end], -1, trainable === true);
  });
};

const llama3: Render = (tokens, messages, { tokenizer }) => {
  append(tokens, tokenizer.encode("<|begin_of_text|>").ids, -1, false);
  messages.forEach(({ role, content, trainable }, i) => {
    append(tokens, tokenizer.encode(`<|start_header_id|>${role}<|end_header_id|>\n\n`).ids, -1, false);
    appendSaid(tokens, tokenizer.encode(`${content}<|eot_id|>`), content.length, i, trainable === true);
  });
};

/** `Role: text`, for models without marks of their own. */
const withColons: Render = (tokens, messages, { tokenizer }) => {
  append(tokens, tokenizer.bos ? tokenizer.encode(tokenizer.bos.text).ids : [], -1, false);
  messages.forEach(({ role, content, trainable }, i) => {
    const name = role.charAt(0).toUpperCase() + role.slice(1).toLowerCase();
    append(tokens, tokenizer.encode(`${name}:`).ids, -1, false);
    appendSaid(tokens, tokenizer.encode(` ${content}\n\n`), content.length + 1, i, trainable === true);
    if (i < messages.length - 1) return;
    append(tokens, tokenizer.encode(role === "assistant" ? "User:" : "<UNUSED>").ids, -1, trainable === true);
  });
};

const renderers: Readonly<Record<string, Render>> = { chatml, llama3 };

function appendSaid(
  tokens: Tokens,
  { ids, starts }: { ids: readonly number[]; starts: readonly number[] },
  length: number,
  message: number,
  trained: boolean,
): void {
  const owners = starts.map((start) => (start < length ? message : -1));
  append(tokens, ids, owners, trained);
}
