/** Ids of a text, and where in it (UTF-16) each of them begins. */
export type Encoded = { ids: readonly number[]; starts: readonly number[] };

/** A token that stands for itself, such as an end of turn. */
export type Mark = { id: number; text: string };

/** What turns texts into tokens, as a trainer would. */
export type Tokenizer = {
  id: string;
  /** As people know it. */
  name: string;
  /** Marks that stand in the text are read as such, as trainers do. Nothing is put around it. */
  encode: (text: string) => Encoded;
  /** The same, with marks in the text taken as plain words. */
  encodePlain: (text: string) => Encoded;
  /** Whether marks stand in the text. */
  hasMarks: (text: string) => boolean;
  /** What is put before and after a text where a trainer asks for the tokenizer's own marks. */
  around: { before: readonly number[]; after: readonly number[] };
  bos: Mark | null;
  eos: Mark | null;
  /** What an unfilled place holds, and so is never trained. */
  pad: Mark | null;
  /** The id of a mark; null where the tokenizer has no such mark. */
  idOf: (mark: string) => number | null;
  /** What a token says in UTF-8; letters may be spread over several. */
  bytesOf: (id: number) => Uint8Array;
  isMark: (id: number) => boolean;
};

/** How a vocabulary turns a piece without marks into ids, and what each of them says. */
export type Vocabulary = {
  encode: (piece: string) => number[];
  /** Of a piece before which a text has something else, where that makes a difference. */
  encodeLater?: (piece: string) => number[];
  bytesOf: (id: number) => Uint8Array;
};

/** A mark that takes the blanks before it, or behind it, along. */
type Greedy = { content: string; lstrip: boolean; rstrip: boolean };

/**
 * Reads the marks in a text and hands what stands between them to the vocabulary. Between two marks nothing depends on
 * what is around, so pieces are remembered: rows of one dialogue have most of them in common.
 */
export function encoderOf(
  marks: ReadonlyMap<string, number>,
  vocabulary: Vocabulary,
  greedy: readonly Greedy[] = [],
): Pick<Tokenizer, "encode" | "encodePlain" | "hasMarks"> {
  const pattern = patternOf([...marks.keys()], greedy);
  const lengths: number[] = [];
  const lengthOf = (id: number) => {
    lengths[id] ??= lengthIn(vocabulary.bytesOf(id));
    return lengths[id];
  };
  const { encode: encodeFirst, encodeLater = encodeFirst } = vocabulary;
  const first = remembered(encodeFirst, lengthOf);
  const later = encodeLater === encodeFirst ? first : remembered(encodeLater, lengthOf);
  const encode = (text: string): Encoded => {
    const pieces = marks.size === 0 ? [text] : text.split(pattern);
    const ids: number[] = [];
    const starts: number[] = [];
    let at = 0;
    pieces.forEach((piece, i) => {
      if (i % 2 === 1) {
        ids.push(marks.get(piece) ?? marks.get(piece.trim()) ?? 0);
        starts.push(at);
      } else if (piece) {
        const encoded = at === 0 ? first(piece) : later(piece);
        for (let t = 0; t < encoded.ids.length; t++) {
          ids.push(encoded.ids[t] ?? 0);
          starts.push(at + (encoded.starts[t] ?? 0));
        }
      }
      at += piece.length;
    });
    return { ids, starts };
  };
  const encodePlain = (text: string): Encoded => {
    const { ids, starts } = first(text);
    return { ids: Array.from(ids), starts: Array.from(starts) };
  };
  return { encode, encodePlain, hasMarks: (text) => marks.size > 0 && pattern.test(text) };
}

/** Of marks that begin at one place the longest is meant. */
function patternOf(marks: readonly string[], greedy: readonly Greedy[]): RegExp {
  const blanks = new Map(greedy.map(({ content, lstrip, rstrip }) => [content, { lstrip, rstrip }]));
  const one = (mark: string) => {
    const { lstrip = false, rstrip = false } = blanks.get(mark) ?? {};
    return `${lstrip ? "\\s*" : ""}${escaped(mark)}${rstrip ? "\\s*" : ""}`;
  };
  return new RegExp(
    `(${[...marks]
      .sort((a, b) => b.length - a.length)
      .map(one)
      .join("|")})`,
  );
}

/** The same as numbers that take little room. */
type Kept = { ids: Uint32Array; starts: Uint32Array };

/** Pieces with their tokens, as many as there is room for: those that were asked for last. */
function remembered(encode: (piece: string) => number[], lengthOf: (id: number) => number) {
  let [recent, older] = [new Map<string, Kept>(), new Map<string, Kept>()];
  let letters = 0;
  return (piece: string): Kept => {
    const known = recent.get(piece);
    if (known) return known;
    const encoded = older.get(piece) ?? keptOf(piece, encode(piece), lengthOf);
    if (letters > mostLetters) {
      [recent, older] = [new Map(), recent];
      letters = 0;
    }
    recent.set(piece, encoded);
    letters += piece.length;
    return encoded;
  };
}

function keptOf(piece: string, ids: number[], lengthOf: (id: number) => number): Kept {
  return { ids: Uint32Array.from(ids), starts: Uint32Array.from(startsOf(piece, ids, lengthOf)) };
}

/**
 * Some 10 MB of strings and their ids, and as much again of older ones: more than stands in the 2,048 rows among which labels
 * are shuffled, where rows of one dialogue are far apart.
 */
const mostLetters = 2_500_000;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Of a token: 4 times the UTF-16 units of the letters that begin in it, 2 if it goes on with an older one, 1 if its last has two. */
function lengthIn(bytes: Uint8Array): number {
  let units = 0;
  let last = 0;
  for (const byte of bytes) {
    if (byte >= 0x80 && byte < 0xc0) continue;
    last = byte >= 0xf0 ? 2 : 1;
    units += last;
  }
  const first = bytes[0] ?? 0;
  return units * 4 + (first >= 0x80 && first < 0xc0 ? 2 : 0) + (last === 2 ? 1 : 0);
}

/** A token within a letter starts where the letter does. */
function startsOf(piece: string, ids: readonly number[], lengthOf: (id: number) => number): number[] {
  let total = 0;
  for (let i = 0; i < ids.length; i++) total += lengthOf(ids[i] ?? 0) >> 2;
  // A blank that the vocabulary puts before a piece stands nowhere in it.
  let at = Math.min(0, piece.length - total);
  let letter = 0;
  const starts: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const length = lengthOf(ids[i] ?? 0);
    const start = length & 2 ? at - letter : at;
    starts.push(start > 0 ? start : 0);
    at += length >> 2;
    if (length >> 2 > 0) letter = length & 1 ? 2 : 1;
  }
  return starts;
}
