import { encoderOf, type Tokenizer } from "./tokenizer";

const marks = new Map([
  ["<unk>", 0],
  ["<s>", 1],
  ["</s>", 2],
]);

/**
 * The 32,000 tokens of LLaMA 1 and 2, as Vicuna and the models of the PlatoLM paper have them: a blank stands before
 * whatever follows a mark, `<s>` before every text. FastChat's trainer counts on just that.
 */
export async function loadLlamaTokenizer(): Promise<Tokenizer> {
  const { default: llama } = await import("llama-tokenizer-js");
  const utf8 = new TextEncoder();
  const bytesOf = (id: number) => {
    const piece = llama.vocabById[id] ?? "";
    const byte = /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1];
    return byte === undefined ? utf8.encode(piece.replaceAll("▁", " ")) : Uint8Array.of(Number.parseInt(byte, 16));
  };
  const mark = (text: string) => ({ text, id: marks.get(text) ?? 0 });
  const ids = new Set(marks.values());
  return {
    id: "llama2",
    name: "Llama 2",
    ...encoderOf(marks, { encode: byWords((word) => llama.encode(word, false, false)), bytesOf }),
    around: { before: [mark("<s>").id], after: [] },
    bos: mark("<s>"),
    eos: mark("</s>"),
    pad: mark("<unk>"),
    idOf: (text) => marks.get(text) ?? null,
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

const mostWords = 200_000;
