import { commonWords } from "./common-words";

/**
 * The studio's own vectoriser: no download, no model, the same numbers on every machine. Each word, and each run of three
 * and four letters within it, is hashed to a few places of the vector with a sign (feature hashing with a sparse random
 * projection: Weinberger and others 2009, Achlioptas 2003), so that the cosine of two texts is about that of their bags of
 * words. Common words of a few languages weigh little, as an idf would have it, and a repeated word weighs by 1 + ln n. It
 * knows words, no meanings: “car” and “vehicle” are strangers to it.
 */
export const ownVectoriser = { source: "hashed-1", name: "Hashed words, version 1", dimensions: 256 } as const;

const places = 8;
const weightOfCommon = 0.1;
/** All letter groups of a word together, beside the word itself. */
const weightOfGroups = 0.8;

/** The unit vector of a text; null for one that holds nothing but white space. */
export function vectorOf(text: string): Float32Array | null {
  const counts = new Map<string, number>();
  for (const word of wordsOfText(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  if (counts.size === 0) return null;
  const vector = new Float32Array(ownVectoriser.dimensions);
  for (const [word, count] of counts) {
    const weight = (1 + Math.log(count)) * (commonWords.has(word) ? weightOfCommon : 1);
    put(vector, hashOf(word, 0, word.length, 0), weight);
    const groups = groupsOf(word);
    const each = (weight * weightOfGroups) / Math.sqrt(groups.length);
    for (const hash of groups) put(vector, hash, each);
  }
  let squares = 0;
  for (const one of vector) squares += one * one;
  if (squares === 0) return null;
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) (vector[i] as number) *= scale;
  return vector;
}

const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/**
 * Lower-cased words of letters, marks and digits; languages that put no spaces between words are segmented by
 * Intl.Segmenter. A text that has none gives its other signs one by one: emoji are all that some turns say.
 */
export function wordsOfText(text: string): string[] {
  const even = text.normalize("NFKC").toLowerCase();
  const runs = even.match(/[\p{L}\p{N}\p{M}]+/gu);
  if (runs === null) return even.match(/[^\s\p{C}]/gu) ?? [];
  return runs.flatMap((run) => (unspaced.test(run) ? [...segmenter.segment(run)].map(({ segment }) => segment) : run));
}

/** Hashes of the letter groups of a word, its beginning and end being letters, too. */
function groupsOf(word: string): number[] {
  const edged = `<${word}>`;
  const hashes = [];
  for (const size of [3, 4])
    for (let i = 0; i + size <= edged.length; i++) hashes.push(hashOf(edged, i, i + size, size));
  return hashes.length === 0 ? [hashOf(edged, 0, edged.length, 3)] : hashes;
}

/** FNV-1a over UTF-16 units, finished as MurmurHash3 does. */
function hashOf(text: string, from: number, to: number, kind: number): number {
  let hash = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Adds a feature to its places: the low byte of a draw names one of 256, the highest bit the sign. */
function put(vector: Float32Array, feature: number, weight: number): void {
  let draw = feature;
  for (let i = 0; i < places; i++) {
    draw = mixed((draw + 0x9e3779b9) | 0);
    (vector[draw & (ownVectoriser.dimensions - 1)] as number) += draw >>> 31 === 0 ? weight : -weight;
  }
}
