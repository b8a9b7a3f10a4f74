import { encoderOf, type Tokenizer } from "./tokenizer";

/** Control marks of ChatML, with the ids that OpenAI's vocabulary gives them. */
const marks = new Map([
  ["<|endoftext|>", 199_999],
  ["<|im_start|>", 200_003],
  ["<|im_end|>", 200_004],
]);

/**
 * o200k_base, a public vocabulary of 200,000 tokens, with ChatML's marks: the stand-in where nobody named the tokenizer
 * of the model that is to be trained. Its counts are near those of current models, its ids are nobody's.
 */
export async function loadGptTokenizer(): Promise<Tokenizer> {
  const [{ encode }, { default: pieces }] = await Promise.all([
    import("gpt-tokenizer/encoding/o200k_base"),
    import("gpt-tokenizer/bpeRanks/o200k_base"),
  ]);
  const texts = new Map([...marks].map(([text, id]) => [id, text]));
  const asPlainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
  const bytes = new TextEncoder();
  const bytesOf = (id: number) => {
    const piece = texts.get(id) ?? pieces[id] ?? "";
    return typeof piece === "string" ? bytes.encode(piece) : Uint8Array.from(piece);
  };
  const mark = (text: string) => ({ text, id: marks.get(text) ?? 0 });
  return {
    id: "o200k",
    name: "o200k_base (stand-in)",
    ...encoderOf(marks, {
      encode: (piece) =>
        unbroken.test(piece) ? cut(piece).flatMap((part) => encode(part, asPlainText)) : encode(piece, asPlainText),
      bytesOf,
    }),
    around: { before: [], after: [] },
    bos: null,
    eos: mark("<|im_end|>"),
    pad: mark("<|endoftext|>"),
    idOf: (text) => marks.get(text) ?? null,
    bytesOf,
    isMark: (id) => texts.has(id),
  };
}

/** Merging a run without a break takes quadratic time: 80,000 letters "a" would hold the worker for 4.6 s. */
const unbroken = /\S{1000}|\s{1000}/;

function cut(piece: string): string[] {
  return piece.match(/.{1,1000}/gsu) ?? [];
}
