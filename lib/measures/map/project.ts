import { seededRandom } from "@/lib/base/random";
import { layOut, type Places } from "./layout";
import { findNeighbours } from "./neighbours";
import { tiesOf } from "./ties";
import type { Vectors } from "./vectors";

/** Dimensions that neighbours are looked for in. */
export const mapDimensions = 64;
export const mapNeighbours = 15;
/** Raised by whatever makes other maps of the same vectors. */
export const mapVersion = 1;

/**
 * A map of vectors of length one along their longest axes: near on it is what is near by cosine. Its places lie within 0 and
 * 1, the longer side filled. Equal ones stand at one spot and count as one, or they would be each other's only neighbours.
 * The same vectors and seed give the same map. Tells how far it is.
 */
export function* project(flat: Vectors, seed: number): Generator<number, Places> {
  const { firsts, standsFor } = differentOnes(flat);
  const alone = takeRows(flat, firsts);
  const neighbours = findNeighbours(alone, mapNeighbours, seed);
  yield 0.3;
  const places = startOf(alone, seed);
  for (const share of layOut(places, tiesOf(neighbours), seed)) yield 0.3 + 0.7 * share;
  fitIntoOne(places);
  const all = new Float32Array(2 * flat.count);
  for (let row = 0; row < flat.count; row++) {
    const from = 2 * (standsFor[row] as number);
    all.set(places.subarray(from, from + 2), 2 * row);
  }
  return all;
}

/** The first of each of the different vectors, and which of these each stands for. */
function differentOnes({ numbers, count, dimensions }: Vectors): { firsts: Int32Array; standsFor: Int32Array } {
  const [firsts, standsFor] = [new Int32Array(count), new Int32Array(count)];
  const seen = new Map<number, number[]>();
  let found = 0;
  for (let row = 0; row < count; row++) {
    const own = numbers.subarray(row * dimensions, (row + 1) * dimensions);
    let hash = 0x811c9dc5;
    for (const one of own) hash = Math.imul(hash ^ Math.round(one * 1e6), 0x01000193);
    const alike = seen.get(hash) ?? [];
    const same = alike.find((at) => {
      const start = (firsts[at] as number) * dimensions;
      return own.every((value, i) => value === numbers[start + i]);
    });
    standsFor[row] = same ?? found;
    if (same !== undefined) continue;
    firsts[found] = row;
    seen.set(hash, [...alike, found]);
    found += 1;
  }
  return { firsts: firsts.subarray(0, found), standsFor };
}

function takeRows({ numbers, dimensions }: Vectors, rows: Int32Array): Vectors {
  const taken = new Float32Array(rows.length * dimensions);
  for (const [to, row] of rows.entries())
    taken.set(numbers.subarray(row * dimensions, (row + 1) * dimensions), to * dimensions);
  return { numbers: taken, count: rows.length, dimensions };
}

/** Along the two longest axes, ten wide, so that what lies far apart begins so; a little aside each, so that no two are one. */
function startOf({ numbers, count, dimensions }: Vectors, seed: number): Places {
  const places = new Float32Array(2 * count);
  let farthest = 0;
  for (let i = 0; i < places.length; i++) {
    places[i] = numbers[(i >> 1) * dimensions + (i & 1)] as number;
    farthest = Math.max(farthest, Math.abs(places[i] as number));
  }
  const random = seededRandom(seed);
  const scale = farthest > 0 ? 5 / farthest : 0;
  for (let i = 0; i < places.length; i++) places[i] = (places[i] as number) * scale + 0.01 * (random() - 0.5);
  return places;
}

function fitIntoOne(places: Places): void {
  const [low, high] = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ];
  for (let i = 0; i < places.length; i++) {
    low[i & 1] = Math.min(low[i & 1] as number, places[i] as number);
    high[i & 1] = Math.max(high[i & 1] as number, places[i] as number);
  }
  const middle = [0, 1].map((side) => ((low[side] as number) + (high[side] as number)) / 2);
  const span = Math.max(...[0, 1].map((side) => (high[side] as number) - (low[side] as number)));
  for (let i = 0; i < places.length; i++)
    places[i] = span > 0 ? 0.5 + ((places[i] as number) - (middle[i & 1] as number)) / span : 0.5;
}
