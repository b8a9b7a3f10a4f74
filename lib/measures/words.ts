/** A text's words as numbers: equal words have equal numbers, given from 0 as they are met. */
export type Words = { ids: Int32Array; types: number };

const gap = 1;
const dropped = 2;

/** What a UTF-16 unit does to words; those of no kind (0), halves of pairs too, are parts of words. */
const kinds = new Uint8Array(0x10000);
// Digits and dashes are deleted, so that what stands around them grows together; ASCII's signs become spaces.
for (const sign of "0123456789-–—") kinds[sign.charCodeAt(0)] = dropped;
for (const sign of "!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~") kinds[sign.charCodeAt(0)] = gap;
// Python's white space: it has four separators and NEL which JavaScript lacks, and lacks the byte order mark.
for (const [from, to] of [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
] as const)
  kinds.fill(gap, from, to + 1);

/** Kept from text to text, so that a short one costs no memory. */
let letters = new Uint16Array(1 << 12);
let table = new Int32Array(1 << 12);
let starts = new Int32Array((1 << 11) + 1);
let hashes = new Int32Array(1 << 11);
let slots = new Int32Array(1 << 11);
let numbers = new Int32Array(1 << 11);

/**
 * The words that the paper's measure of lexical diversity counts, as LexicalRichness 0.5.1 splits them: lower case,
 * without ASCII digits and without dashes, split at white space and ASCII punctuation. Languages that put no spaces
 * between words come out as one word a clause, as there: give their text segmented. A text without words has none.
 */
export function wordsOf(text: string): Words {
  const even = text.toLowerCase();
  makeRoom(even.length);
  const ids = numbers;
  let count = 0;
  let types = 0;
  let end = 0;
  for (let i = 0; i <= even.length; ) {
    const start = end;
    let hash = 0x811c9dc5;
    for (; i < even.length; i++) {
      const unit = even.charCodeAt(i);
      const kind = kinds[unit] as number;
      if (kind === gap) break;
      if (kind === dropped) continue;
      letters[end++] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    i++;
    if (end === start) continue;
    const slot = find(hash, start, end);
    const known = table[slot] as number;
    if (known > 0) {
      end = start;
      ids[count++] = known - 1;
      continue;
    }
    starts[types] = start;
    starts[types + 1] = end;
    hashes[types] = hash;
    slots[types] = slot;
    ids[count++] = types++;
    table[slot] = types;
  }
  for (let type = 0; type < types; type++) table[slots[type] as number] = 0;
  return { ids: ids.slice(0, count), types };
}

/** The slot of the word that stands in `letters` from `start` to `end`, or the free one where it belongs. */
function find(hash: number, start: number, end: number): number {
  const mask = table.length - 1;
  for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
    const known = table[slot] as number;
    if (known === 0 || (hashes[known - 1] === hash && isSame(known - 1, start, end))) return slot;
  }
}

function isSame(type: number, start: number, end: number): boolean {
  const from = starts[type] as number;
  if ((starts[type + 1] as number) - from !== end - start) return false;
  for (let i = 0; i < end - start; i++) if (letters[from + i] !== letters[start + i]) return false;
  return true;
}

/** For a text of so many units: half as many words at most, and a table that is never more than half full. */
function makeRoom(length: number): void {
  if (length < letters.length) return;
  const size = 2 ** Math.ceil(Math.log2(length + 1));
  letters = new Uint16Array(size);
  table = new Int32Array(size);
  starts = new Int32Array(size / 2 + 1);
  hashes = new Int32Array(size / 2);
  slots = new Int32Array(size / 2);
  numbers = new Int32Array(size / 2);
}
