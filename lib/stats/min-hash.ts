import { seededRandom } from "@/lib/base/random";

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
