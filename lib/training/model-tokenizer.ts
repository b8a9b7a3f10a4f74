import { Tokenizer as ModelTokenizer } from "@huggingface/tokenizers";
import { encoderOf, type Tokenizer } from "./tokenizer";

/** `tokenizer.json` and `tokenizer_config.json` of a model folder, parsed. */
export type ModelFiles = { tokenizer: Record<string, unknown>; config: Record<string, unknown> };

type Added = {
  id: number;
  content: string;
  lstrip: boolean;
  rstrip: boolean;
  special: boolean;
  single_word: boolean;
};

/** The tokenizer of a model that is to be trained, from its own files. */
export function openModelTokenizer(id: string, name: string, { tokenizer: file, config }: ModelFiles): Tokenizer {
  const model = new ModelTokenizer(file, config);
  const added = (file.added_tokens ?? []) as Added[];
  const simple = added.every(({ lstrip, rstrip, single_word: alone }) => !lstrip && !rstrip && !alone);
  const marks = new Map(added.map(({ content, id: of }) => [content, of]));
  const utf8 = new TextEncoder();
  const isByteLevel = JSON.stringify(file.decoder ?? null).includes('"ByteLevel"');
  const texts = new Map(added.map(({ content, id: of }) => [of, content]));
  const bytesOf = (of: number) => {
    const text = texts.get(of);
    if (text !== undefined) return utf8.encode(text);
    const piece = model.id_to_token(of) ?? "";
    if (isByteLevel) return Uint8Array.from(piece, (letter) => byteOfLetter.get(letter) ?? 0);
    const byte = /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1];
    return byte === undefined ? utf8.encode(piece.replaceAll("▁", " ")) : Uint8Array.of(Number.parseInt(byte, 16));
  };
  const words = new ModelTokenizer({ ...file, added_tokens: added.filter(({ special }) => !special) }, config);
  const plain = (text: string) => words.encode(text, { add_special_tokens: false }).ids;
  const mark = (key: string) => {
    const given = config[key] as string | { content?: string } | null | undefined;
    const text = typeof given === "string" ? given : given?.content;
    const found = text === undefined ? undefined : (marks.get(text) ?? model.token_to_id(text));
    return text === undefined || found === undefined ? null : { text, id: found };
  };
  const around = model.encode("a").ids;
  const alone = plain("a");
  const at = around.findIndex((_, i) => alone.every((one, a) => around[i + a] === one));
  return {
    id,
    name,
    ...encoderOf(simple ? marks : new Map(), { encode: plain, bytesOf }),
    around: { before: around.slice(0, Math.max(0, at)), after: around.slice(at + alone.length) },
    bos: mark("bos_token"),
    eos: mark("eos_token"),
    pad: mark("pad_token"),
    idOf: (text) => marks.get(text) ?? null,
    bytesOf,
    isMark: (of) => texts.has(of),
  };
}

/** How byte-level vocabularies write bytes: those that are no readable letter as letters from U+0100 on. */
const byteOfLetter = new Map<string, number>();
for (let byte = 0, next = 256; byte < 256; byte++) {
  const reads = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  byteOfLetter.set(String.fromCharCode(reads ? byte : next++), byte);
}
