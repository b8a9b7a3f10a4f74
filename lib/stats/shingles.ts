import { seededRandom } from "@/lib/base/random";

/**
 * A text as the set of its shingles (runs of `size` tokens), hashed: sorted, each once, 32 bits. A token is a word of
 * letters, digits and their marks, or one character of a script that puts no spaces between words. Width and
 * ligatures (NFKC), case, punctuation and spacing make no difference. A text of fewer tokens is one shingle; one
 * without letters or digits counts its other characters instead; an empty one has no shingle.
 */
export function shinglesOf(text: string, size: number): Uint32Array {
  const even = text.normalize("NFKC").toLowerCase();
  let tokens = tokenHashes(even, false);
  if (tokens.length === 0) tokens = tokenHashes(even, true);
  if (tokens.length === 0) return new Uint32Array(0);
  const count = Math.max(1, tokens.length - size + 1);
  const hashes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let hash = 0;
    for (const token of tokens.subarray(i, i + size)) hash = Math.imul(hash ^ token, 0x5bd1e995) + 0x38495ab5;
    hashes[i] = finish(hash);
  }
  return distinct(hashes.sort());
}

/** |A ∩ B| / |A ∪ B| (Jaccard 1901) of two sets as {@link shinglesOf} gives them. Two empty sets: 0, nothing is alike. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 0 : shared / all;
}

const gap = 0;
const letter = 1;
const lone = 2;
const mark = 3;
const space = 4;

/** Kinds of the 65,536 first characters, found out as they are met (0 = not yet, else kind + 1). */
const kinds = new Uint8Array(0x10000);
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

function kindOf(point: number): number {
  if (point > 0xffff) return classify(point);
  const known = kinds[point] as number;
  if (known > 0) return known - 1;
  const kind = classify(point);
  kinds[point] = kind + 1;
  return kind;
}

function classify(point: number): number {
  const character = String.fromCodePoint(point);
  if (/\p{M}/u.test(character)) return mark;
  if (/[\p{L}\p{N}]/u.test(character)) return unspaced.test(character) ? lone : letter;
  return /\s/u.test(character) ? space : gap;
}

/** One hash per token; with `signs`, every character that is no space is a token of its own. */
function tokenHashes(text: string, signs: boolean): Uint32Array {
  const tokens = new Uint32Array(text.length);
  let count = 0;
  let hash = 0;
  let open = gap;
  for (let i = 0; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point >= 0xd800 && point <= 0xdbff) {
      point = text.codePointAt(i) as number;
      if (point > 0xffff) i++;
    }
    const kind = kindOf(point);
    const goesOn = open !== gap && (kind === mark || (kind === letter && open === letter));
    if (goesOn) hash = Math.imul(hash ^ point, 0x01000193);
    else {
      if (open !== gap) tokens[count++] = hash;
      const begins = kind === letter || kind === lone || (signs && kind !== space);
      open = begins ? (kind === letter ? letter : lone) : gap;
      if (begins) hash = Math.imul(0x811c9dc5 ^ point, 0x01000193);
    }
  }
  if (open !== gap) tokens[count++] = hash;
  return tokens.subarray(0, count);
}

/** Spreads every bit over all 32 (the finaliser of MurmurHash3, Appleby 2011). */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function distinct(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (const hash of sorted) if (count === 0 || sorted[count - 1] !== hash) sorted[count++] = hash;
  return sorted.slice(0, count);
}

/**
 * How a MinHash signature is cut for locality-sensitive hashing: `bands` of `rows` values each. Two sets share a band
 * with probability 1 − (1 − Jˢ)ᵇ for s rows and b bands at Jaccard similarity J (Broder 1997; Indyk and Motwani 1998).
 */
export type Banding = { bands: number; rows: number };

/** Values of a signature at most: what a set costs to hash. */
const maxValues = 128;
/** Pairs at the threshold are found with this probability, those above it with more. */
const aimedRecall = 0.995;

/** Of the bandings that find pairs at `threshold` (0.5 to 1), the one that stumbles over the fewest others. */
export function bandingFor(threshold: number): Banding {
  for (let rows = maxValues; rows > 1; rows--) {
    const bands = Math.ceil(Math.log(1 - aimedRecall) / Math.log1p(-(threshold ** rows))) || 1;
    if (bands * rows <= maxValues) return { bands, rows };
  }
  throw new RangeError(`No banding finds pairs at ${threshold}`);
}

/** Probability that two sets of Jaccard similarity `j` share a band. */
export function sharesBand(j: number, { bands, rows }: Banding): number {
  return 1 - (1 - j ** rows) ** bands;
}

const factors = new Uint32Array(maxValues);
const offsets = new Uint32Array(maxValues);

const random = seededRandom(0x9e3779b9);
for (let i = 0; i < maxValues; i++) {
  factors[i] = (random() * 2 ** 32) | 1;
  offsets[i] = random() * 2 ** 32;
}

/**
 * The bands of a set of well-mixed 32-bit hashes as signed 32-bit numbers, one per band, each band numbered into its
 * hash so that two sets share a number when they share that band (or once in four thousand million). An empty set has
 * none. Same set, same banding: same numbers, on every machine.
 */
export function bandsOf(set: Uint32Array, { bands, rows }: Banding): number[] {
  if (set.length === 0) return [];
  const least = new Uint32Array(bands * rows).fill(0xffffffff);
  for (const x of set) {
    for (let i = 0; i < least.length; i++) {
      const value = (Math.imul(x, factors[i] as number) + (offsets[i] as number)) >>> 0;
      if (value < (least[i] as number)) least[i] = value;
    }
  }
  return Array.from({ length: bands }, (_, band) => {
    let hash = Math.imul(band + 1, 0x9e3779b1);
    for (const value of least.subarray(band * rows, (band + 1) * rows)) {
      hash = Math.imul(hash ^ value, 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return hash | 0;
  });
}
