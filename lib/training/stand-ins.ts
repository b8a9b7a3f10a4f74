import type { TrainerId } from "@/lib/domain/training/recipe";
import { type ChatTemplate, chatml } from "./chat-template";
import type { Reader } from "./reader";
import { encoderOf, type Tokenizer } from "./tokenizer";

const llamaMarks = new Map([
  ["<unk>", 0],
  ["<s>", 1],
  ["</s>", 2],
]);

const mostWords = 200_000;

/** Control marks of ChatML, with the ids that OpenAI's vocabulary gives them. */
const gptMarks = new Map([
  ["<|endoftext|>", 199_999],
  ["<|im_start|>", 200_003],
  ["<|im_end|>", 200_004],
]);

/** Merging a run without a break takes quadratic time: 80,000 letters "a" would hold the worker for 4.6 s. */
const unbroken = /\S{1000}|\s{1000}/;

/** Trainers that bring words of their own and count on Llama's tokens. */
const ofLlama: readonly TrainerId[] = ["fastchat", "platolm"];

/** Whether a trainer puts words of its own around turns, whatever the model's template says. */
export function hasOwnWords(trainer: TrainerId): boolean {
  return ofLlama.includes(trainer);
}

const loading = new Map<boolean, Promise<Reader>>();

/** What reads where nobody named the model that is to be trained. Loaded once: the tables take some 0.3 s. */
export function loadStandIn(trainer: TrainerId): Promise<Reader> {
  const isLlama = hasOwnWords(trainer);
  const before = loading.get(isLlama);
  if (before) return before;
  const now = isLlama
    ? loadLlamaTokenizer().then((tokenizer) => ({ tokenizer, template: ownWords }))
    : loadGptTokenizer().then((tokenizer) => ({ tokenizer, template: chatml }));
  loading.set(isLlama, now);
  return now;
}

/** Of trainers with words of their own: what stands here is only shown. */
export const ownWords: ChatTemplate = { ...chatml, id: "own", name: "the trainer's own" };

/**
 * o200k_base, a public vocabulary of 200,000 tokens, with ChatML's marks: the stand-in where nobody named the tokenizer
 * of the model that is to be trained. Its counts are near those of current models, its ids are nobody's.
 */
async function loadGptTokenizer(): Promise<Tokenizer> {
  const [{ encode }, { default: pieces }] = await Promise.all([
    import("gpt-tokenizer/encoding/o200k_base"),
    import("gpt-tokenizer/bpeRanks/o200k_base"),
  ]);
  const texts = new Map([...gptMarks].map(([text, id]) => [id, text]));
  const asPlainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
  const bytes = new TextEncoder();
  const bytesOf = (id: number) => {
    const piece = texts.get(id) ?? pieces[id] ?? "";
    return typeof piece === "string" ? bytes.encode(piece) : Uint8Array.from(piece);
  };
  const mark = (text: string) => ({ text, id: gptMarks.get(text) ?? 0 });
  return {
    id: "o200k",
    name: "o200k_base (stand-in)",
    ...encoderOf(gptMarks, {
      encode: (piece) =>
        unbroken.test(piece) ? cut(piece).flatMap((part) => encode(part, asPlainText)) : encode(piece, asPlainText),
      bytesOf,
    }),
    around: { before: [], after: [] },
    bos: null,
    eos: mark("<|im_end|>"),
    pad: mark("<|endoftext|>"),
    idOf: (text) => gptMarks.get(text) ?? null,
    bytesOf,
    isMark: (id) => texts.has(id),
  };
}

function cut(piece: string): string[] {
  return piece.match(/.{1,1000}/gsu) ?? [];
}

/**
 * The 32,000 tokens of LLaMA 1 and 2, as Vicuna and the models of the PlatoLM paper have them: a blank stands before
 * whatever follows a mark, `<s>` before every text. FastChat's trainer counts on just that.
 */
async function loadLlamaTokenizer(): Promise<Tokenizer> {
  const { default: llama } = await import("llama-tokenizer-js");
  const utf8 = new TextEncoder();
  const bytesOf = (id: number) => {
    const piece = llama.vocabById[id] ?? "";
    const byte = /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1];
    return byte === undefined ? utf8.encode(piece.replaceAll("▁", " ")) : Uint8Array.of(Number.parseInt(byte, 16));
  };
  const mark = (text: string) => ({ text, id: llamaMarks.get(text) ?? 0 });
  const ids = new Set(llamaMarks.values());
  return {
    id: "llama2",
    name: "Llama 2",
    ...encoderOf(llamaMarks, { encode: byWords((word) => llama.encode(word, false, false)), bytesOf }),
    around: { before: [mark("<s>").id], after: [] },
    bos: mark("<s>"),
    eos: mark("</s>"),
    pad: mark("<unk>"),
    idOf: (text) => llamaMarks.get(text) ?? null,
    bytesOf,
    isMark: (id) => ids.has(id),
  };
}

/** No token of this vocabulary holds a blank behind anything else, so words are encoded one by one and remembered. */
function byWords(encode: (word: string) => number[]): (piece: string) => number[] {
  const known = new Map<string, number[]>();
  return (piece) => {
    const ids: number[] = [];
    for (const word of ` ${piece}`.match(/ +[^ ]*/g) ?? []) {
      let of = known.get(word);
      if (!of) {
        of = encode(word);
        if (known.size > mostWords) known.clear();
        known.set(word, of);
      }
      for (const id of of) ids.push(id);
    }
    return ids;
  };
}
