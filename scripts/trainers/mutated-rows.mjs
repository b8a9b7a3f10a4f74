import { signalShapes } from "./mutated-signals.mjs";

/** @typedef {{ role: string, text: string, masked: boolean }} Said */
/** @typedef {() => number} Random */

const words = [
  "hello", "the", "of", "Paris", "don't", "ÜBER", "naïve", "東京は", "привет", "مرحبا", "😀👍🏽", "x = 1;", "  ", "\n", "\n\n", "\t",
  "1234567890", "```py\nprint('a')\n```", "https://example.org/?q=1&r=2", "...", "!?", "—", "“so”", "a".repeat(60), "e\u0301", "\u200b",
  "don’t", "I’m", "3.14", "{}", "[1, 2]", "<b>", "\\n", "\u00a0", "ﬁ", "🇩🇪", "𝔘𝔫𝔦", "\r\n", "\u2028",
]; // biome-ignore format: a list to be read at a glance

/** What means something else to some trainer or template when it stands in a text. */
const traps = [
  "<|im_end|>", "<|im_start|>assistant\n", "<|im_start|>user\n", "<|im_start|>", "</s>", "<s>", "<unk>", " ASSISTANT: ", "USER: ",
  "<think>\nhm\n</think>\n\n", "<think>", "{{idx}}", "{{content}}", "{{ROUND0}} {{ROUND1}}", "{{QUERY}}", "{{SYSTEM}}", "<|endoftext|>",
  "[[dummy_message]]", "assistant", "user", "<image>", "system\n", "a", "",
]; // biome-ignore format: a list to be read at a glance

/**
 * A text of some words, now and then long, empty, set about with blanks, or with a trap in it.
 * @param {Random} random
 */
export function text(random) {
  const kind = random();
  if (kind < 0.02) return "";
  if (kind < 0.05) return pick(traps, random);
  const length = kind < 0.08 ? 200 + random() * 900 : kind < 0.5 ? 1 + random() * 8 : 1 + random() * 60;
  let said = "";
  for (let i = 0; i < length; i++) {
    const word = random() < 0.02 ? pick(traps, random) : pick(words, random);
    said += (random() < 0.8 && i > 0 ? " " : "") + word;
  }
  return random() < 0.05 ? ` ${said}\n` : said;
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {Random} random
 */
export function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

/**
 * Turns as a dialogue has them, then changed: one lost, said twice, of the other side, or out of nowhere.
 * @param {Random} random
 * @param {string[]} sides
 */
export function turns(random, sides) {
  const rounds = 1 + Math.floor(random() * 5);
  const count = random() < 0.9 ? 2 * rounds : 2 * rounds - 1;
  /** @type {Said[]} */
  const said = Array.from({ length: count }, (_, i) => ({
    role: sides[i % 2],
    text: text(random),
    masked: random() < 0.3,
  }));
  if (random() < 0.35) said.unshift({ role: "system", text: text(random), masked: true });
  const change = random();
  const at = Math.floor(random() * said.length);
  if (change < 0.05) said.splice(at, 1);
  else if (change < 0.1) said.splice(at, 0, { ...said[at] });
  else if (change < 0.13) said[at].role = pick(["system", "tool", "unknown", ...sides], random);
  else if (change < 0.15) said.reverse();
  else if (change < 0.16) said.length = 0;
  return said;
}

/**
 * A call of a tool and what it answered, now and then broken.
 * @param {Random} random
 * @returns {Said[]}
 */
function toolUse(random) {
  const call = { name: "search", arguments: { q: text(random), n: 3, deep: [null, true, { a: "b" }] } };
  const called =
    random() < 0.1 ? "no json" : JSON.stringify(random() < 0.3 ? [call, { ...call, arguments: "{}" }] : call);
  return [
    { role: "function_call", text: called, masked: true },
    { role: "observation", text: text(random), masked: true },
  ];
}

/**
 * @param {Said[]} said
 * @param {(one: Said, i: number) => object} more
 */
export function chat(said, more) {
  return said.map((one, i) => Object.assign({ role: one.role, content: one.text }, more(one, i)));
}

/** @param {Said[]} said */
export function tagged(said) {
  return said.map(({ role, text: value }) => ({ from: role, value }));
}

export const named = ["user", "assistant"];
export const from = ["human", "gpt"];

/** @type {Record<string, (random: Random, target: string) => Record<string, unknown>>} */
const shapes = {
  trl: (random) => {
    const said = chat(turns(random, named), () => ({}));
    if (random() < 0.3) return { messages: said };
    const at = random() < 0.9 ? said.length - 1 : Math.floor(random() * said.length);
    return { prompt: said.slice(0, at), completion: said.slice(at) };
  },
  llama_factory: (random, target) => {
    const said = turns(random, (target === "user") !== random() < 0.05 ? from.toReversed() : from);
    if (random() < 0.1) said.splice(said.length - 1, 0, ...toolUse(random));
    const system = said[0]?.role === "system" && random() < 0.5 ? (said.shift()?.text ?? "") : "";
    return { system, conversations: tagged(said) };
  },
  fastchat: (random) => ({
    conversations: tagged(turns(random, from).filter(({ role }) => role !== "system" || random() < 0.05)),
  }),
  platolm: (random) => ({ conversations: tagged(turns(random, from)) }),
  axolotl: (random) => {
    const said = turns(random, named);
    const flags = random();
    return {
      messages: chat(said, ({ masked }) => (flags < 0.8 || random() < 0.5 ? { train: !masked } : { train: null })),
    };
  },
  ms_swift: (random) => {
    const flags = random();
    return {
      messages: chat(turns(random, named), ({ role, masked }) =>
        (role === "assistant" ? flags < 0.8 || random() < 0.5 : random() < 0.1) ? { loss: !masked } : {},
      ),
    };
  },
  tinker: (random) => ({
    messages: chat(turns(random, named), ({ masked }) => (random() < 0.995 ? { trainable: !masked } : {})),
  }),
  unsloth: (random) => ({ messages: chat(turns(random, named), () => ({})) }),
  llama_factory_v1: (random) => ({
    messages: turns(random, named).map(({ role, text: value, masked }) => ({
      role,
      content: [{ type: "text", value }],
      loss_weight: masked ? 0 : 1,
    })),
  }),
};

export const trainers = Object.keys(shapes);

/**
 * Rows of a trainer's own shape, right and wrong ones; the same seed gives the same rows.
 * @param {string} trainer
 * @param {number} count
 * @param {Random} random
 * @param {string} target
 */
export function mutatedRows(trainer, count, random, target) {
  const shape = target === "assistant" || target === "user" ? shapes[trainer] : signalShapes[trainer]?.[target];
  if (!shape) throw new Error(`${trainer} learns no ${target} from a file that is restated.`);
  return Array.from({ length: count }, () => shape(random, target));
}
