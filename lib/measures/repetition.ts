/**
 * Numbers pairs of numbers, each from 0 by its first coming: with it a run of n words is the number of its first n − 1 and
 * the last, so grams of any length are told apart exactly, by eight bytes each. Numbers are below 2³¹.
 */
class GramTable {
  private keys = new Int32Array(2 * 1024).fill(-1);
  private numbers = new Int32Array(1024);
  size = 0;

  numberOf(first: number, second: number): number {
    if (2 * this.size >= this.numbers.length) this.grow();
    const slot = this.slotOf(first, second);
    if (this.keys[2 * slot] === -1) {
      this.keys[2 * slot] = first;
      this.keys[2 * slot + 1] = second;
      this.numbers[slot] = this.size++;
    }
    return this.numbers[slot] as number;
  }

  private slotOf(first: number, second: number): number {
    const mask = this.numbers.length - 1;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = this.keys[2 * slot];
      if (held === -1 || (held === first && this.keys[2 * slot + 1] === second)) return slot;
    }
  }

  private grow(): void {
    const { keys, numbers } = this;
    this.keys = new Int32Array(2 * keys.length).fill(-1);
    this.numbers = new Int32Array(2 * numbers.length);
    for (let slot = 0; slot < numbers.length; slot++) {
      const first = keys[2 * slot] as number;
      if (first === -1) continue;
      const second = keys[2 * slot + 1] as number;
      const free = this.slotOf(first, second);
      this.keys[2 * free] = first;
      this.keys[2 * free + 1] = second;
      this.numbers[free] = numbers[slot] as number;
    }
  }
}

/**
 * n-gram diversity of a corpus (Shaib and others 2024, package `diversity` 0.3.1), 0 to 4: for runs of one to four words
 * the share of distinct ones among all, summed. Texts are joined by a blank and split at blanks, as there: a line end is
 * part of a word. A length of which there is no run counts as nothing. Null without texts.
 */
export function ngramDiversity(texts: readonly string[], longest = 4): number | null {
  if (texts.length === 0) return null;
  const words = numbered(texts.join(" ").split(" "));
  let grams = words;
  let score = new Set(grams).size / grams.length;
  for (let length = 2; length <= Math.min(longest, words.length); length++) {
    const table = new GramTable();
    grams = grams.subarray(0, -1).map((gram, i) => table.numberOf(gram, words[i + length - 1] as number));
    score += table.size / grams.length;
  }
  return score;
}

/**
 * Self-repetition (Salkar and others 2022, package `diversity` 0.3.1), from 0: the mean over texts of ln(1 + how often the
 * text's distinct runs of four words come in other texts). Higher where texts are made from one mould. Null without texts.
 */
export function selfRepetition(texts: readonly string[], length = 4): number | null {
  if (texts.length === 0) return null;
  const tables = Array.from({ length: length - 1 }, () => new GramTable());
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const grams = texts.map((text) => {
    const words = text.split(/\s+/).filter((word) => word !== "");
    const own = new Set(runs(numbered(words, ids), tables));
    for (const gram of own) counts[gram] = (counts[gram] ?? 0) + 1;
    return own;
  });
  let sum = 0;
  for (const own of grams) {
    let elsewhere = 0;
    for (const gram of own) elsewhere += (counts[gram] as number) - 1;
    sum += Math.log1p(elsewhere);
  }
  return sum / texts.length;
}

/** The runs of as many words as there are tables, and one more. */
function runs(words: Int32Array, tables: readonly GramTable[]): number[] {
  const found: number[] = [];
  for (let i = 0; i + tables.length < words.length; i++)
    found.push(tables.reduce((gram, table, n) => table.numberOf(gram, words[i + n + 1] as number), words[i] as number));
  return found;
}

function numbered(words: readonly string[], ids = new Map<string, number>()): Int32Array {
  return Int32Array.from(words, (word) => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size);
    return ids.size - 1;
  });
}
