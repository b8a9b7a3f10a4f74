import { Tokenizer as ModelTokenizer } from "@huggingface/tokenizers";
import { encoderOf, type Tokenizer } from "./tokenizer";

/** `tokenizer.json` and `tokenizer_config.json` of a model folder, parsed. */
export type ParsedFiles = { tokenizer: Record<string, unknown>; config: Record<string, unknown> };

type Added = {
  id: number;
  content: string;
  lstrip: boolean;
  rstrip: boolean;
  special: boolean;
  single_word: boolean;
};

/** The tokenizer of a model that is to be trained, from its own files. */
export function openModelTokenizer(id: string, name: string, { tokenizer: file, config }: ParsedFiles): Tokenizer {
  const model = new ModelTokenizer(file, config);
  const added = (file.added_tokens ?? []) as Added[];
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
  const words = new ModelTokenizer(
    { ...file, added_tokens: [...added.filter(({ special }) => !special), { ...anchor, id: tokensIn(file) }] },
    config,
  );
  const plain = (text: string) => words.encode(text, { add_special_tokens: false }).ids;
  // Some put a blank before what a text begins with, and before nothing else.
  const encodeLater = JSON.stringify(file.pre_tokenizer ?? null).includes('"prepend_scheme":"first"')
    ? (text: string) => plain(anchor.content + text).slice(1)
    : plain;
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
    ...encoderOf(marks, { encode: plain, encodeLater, bytesOf }, added),
    around: { before: around.slice(0, Math.max(0, at)), after: around.slice(at + alone.length) },
    bos: mark("bos_token"),
    eos: mark("eos_token"),
    pad: mark("pad_token"),
    idOf: (text) => marks.get(text) ?? null,
    bytesOf,
    isMark: (of) => texts.has(of),
  };
}

/** How many tokens there are: no id is as large. */
export function tokensIn({ model, added_tokens: added }: Record<string, unknown>): number {
  const { vocab } = model as { vocab: Record<string, number> | unknown[] };
  const size = Array.isArray(vocab) ? vocab.length : Object.keys(vocab).length;
  return ((added ?? []) as Added[]).reduce((most, { id }) => Math.max(most, id + 1), size);
}

/** Stands before what is not the beginning of a text, in words that nobody writes (they are no letters of Unicode). */
const anchor: Omit<Added, "id"> = {
  content: "\ufdd0\ufdd1\ufdd0",
  lstrip: false,
  rstrip: false,
  special: false,
  single_word: false,
};

/** How byte-level vocabularies write bytes: those that are no readable letter as letters from U+0100 on. */
const byteOfLetter = new Map<string, number>();
for (let byte = 0, next = 256; byte < 256; byte++) {
  const reads = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  byteOfLetter.set(String.fromCharCode(reads ? byte : next++), byte);
}
