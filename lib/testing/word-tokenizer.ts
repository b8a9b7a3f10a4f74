import { encoderOf, type Tokenizer } from "@/lib/training/tokenizer";

const marks = ["<|im_start|>", "<|im_end|>", "<s>", "</s>"];

/** A tokenizer for tests, of which one can count the tokens: words, blanks and marks are one each. */
export function wordTokenizer(given: { before?: string[]; eos?: string } = {}): Tokenizer {
  const words = [...marks];
  const idOf = (word: string) => {
    if (!words.includes(word)) words.push(word);
    return words.indexOf(word);
  };
  const bytesOf = (id: number) => new TextEncoder().encode(words[id]);
  const eos = given.eos ?? "<|im_end|>";
  return {
    id: "words",
    name: "words",
    ...encoderOf(new Map(marks.map((mark, id) => [mark, id])), {
      encode: (piece) => (piece.match(/\s|[^\s]+/g) ?? []).map(idOf),
      bytesOf,
    }),
    around: { before: (given.before ?? []).map(idOf), after: [] },
    bos: null,
    eos: { text: eos, id: idOf(eos) },
    pad: null,
    idOf: (mark) => (marks.includes(mark) ? idOf(mark) : null),
    bytesOf,
    isMark: (id) => id < marks.length,
  };
}
