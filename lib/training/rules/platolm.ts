import { dyadicEnd, dyadicSystem } from "@/lib/domain/dyadic";
import { joined, type Message, ownersOf, type Part } from "../chat-template";
import {
  append,
  dropped,
  type Loaded,
  noTokens,
  type Rules,
  refused,
  row,
  type Setting,
  untrained,
} from "../loaded-row";
import { messagesOf, withKey } from "./messages-of";

/**
 * The trainers of the PlatoLM repository, of either side: the opening `<s>`, text and `</s>` of each turn of the side
 * are trained. Of a turn that lies wholly behind the length, both its places come to the last token that is left, which
 * is so trained whoever said it.
 */
export const platoLm: Rules = {
  of: "FreedomIntelligence/PlatoLM",
  maxLength: 2048,
  load: (given, setting) => {
    const all = messagesOf(given.conversations, "from", "value");
    if (!all) return [refused([], "unread_shape")];
    return [all.length === 0 ? dropped(all, "no_messages") : loadAll(all, setting)];
  },
};

const names: Readonly<Record<string, string>> = { human: "Human", gpt: "Assistant" };
const begin = "<s>";

function loadAll(messages: Message[], setting: Setting): Loaded {
  const { tokenizer, target } = setting;
  const limit = setting.maxLength ?? Number.POSITIVE_INFINITY;
  const trainedRole = target === "user" ? "human" : "gpt";
  const parts: Part[] = [`${dyadicSystem[target === "user" ? "user" : "assistant"]}\n\n`];
  const spans: { from: number; to: number }[] = [];
  let length = tokenizer.around.before.length;
  let said = parts[0] as string;
  const lengthTo = (text: string) => tokenizer.around.before.length + tokenizer.encode(text).ids.length;
  messages.forEach(({ role, content }, message) => {
    const name = names[role.toLowerCase()] ?? "unknown";
    parts.push(`${name}: ${begin}`, { content, message }, dyadicEnd);
    const opened = `${said}${name}: ${begin}`;
    said = `${opened}${content}${dyadicEnd}`;
    if (role.toLowerCase() !== trainedRole) return;
    spans.push({ from: lengthTo(opened) - 1, to: lengthTo(said) });
  });
  const { text, written } = joined(parts);
  const { ids, starts } = tokenizer.encode(text);
  length += ids.length;
  const tokens = noTokens();
  append(tokens, tokenizer.around.before, -1, false);
  append(tokens, ids, ownersOf(starts, written), false);
  let lost = 0;
  for (const { from, to } of spans) {
    for (let i = Math.min(from, limit - 1); i < Math.min(to, limit); i++) tokens.labels[i] = tokens.ids[i] ?? untrained;
    lost += Math.max(0, Math.min(to, length) - Math.max(from, limit));
  }
  const cut = {
    ids: tokens.ids.slice(0, limit),
    labels: tokens.labels.slice(0, limit),
    owners: tokens.owners.slice(0, limit),
  };
  return row(messages, { ...cut, lost }, withKey(messages, "weight", "train", "loss"));
}
