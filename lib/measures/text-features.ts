/** Where features lie: hashed into this many places, so that a model has one size whatever the texts. */
export const featurePlaces = 1 << 18;

/** A text as features: places (each once) with their weights, of length 1 altogether unless there are none. */
export type Features = { places: Int32Array; weights: Float32Array };

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*|[^\s\p{L}\p{N}]/gu;

/**
 * What a text looks like to {@link trainLikeness}: its words and pairs of words, signs among them, as they are written (case tells
 * people and models apart), and runs of three and four characters, line ends included. Each weighs 1 + ln of how often it
 * comes; the whole has length 1, so that long texts weigh no more than short ones. Texts without letters or signs have none.
 */
export function featuresOf(text: string): Features {
  const counts = new Map<number, number>();
  for (const gram of wordGrams(text)) count(counts, hashOf(gram, 0x2d51));
  const points = [...text.replaceAll(/[^\S\n]+/g, " ").trim()];
  for (const size of [3, 4])
    for (let i = 0; i + size <= points.length; i++) count(counts, hashOf(points.slice(i, i + size).join(""), size));
  const places = Int32Array.from(counts.keys()).sort();
  const weights = Float32Array.from(places, (place) => 1 + Math.log(counts.get(place) as number));
  const length = Math.sqrt(weights.reduce((sum, one) => sum + one * one, 0));
  return { places, weights: weights.map((one) => one / length) };
}

/** The place of a word or pair of words, to tell what speaks for or against. */
export function placeOfWords(gram: string): number {
  return hashOf(gram, 0x2d51);
}

/** Words and pairs of neighbours, each as often as it comes; pairs are joined by a blank. */
export function wordGrams(text: string): string[] {
  const words = text.match(word) ?? [];
  return [...words, ...words.slice(1).map((second, i) => `${words[i]} ${second}`)];
}

function count(counts: Map<number, number>, place: number): void {
  counts.set(place, (counts.get(place) ?? 0) + 1);
}

/** FNV-1a over UTF-16 units, begun elsewhere for each kind of feature. */
function hashOf(gram: string, kind: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let i = 0; i < gram.length; i++) hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return (hash >>> 0) % featurePlaces;
}
