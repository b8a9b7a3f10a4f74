import { type Axes, along } from "./axes";
import type { Places } from "./layout";
import { strengthsOf } from "./ties";
import type { Vectors } from "./vectors";

/** Vectors of length one in a byte a number. */
export type SmallVectors = { numbers: Int8Array; count: number; dimensions: number };

const each = 10;

export function inBytes({ numbers, count, dimensions }: Vectors): SmallVectors {
  return { numbers: Int8Array.from(numbers, (one) => Math.round(127 * one)), count, dimensions };
}

/**
 * Where others come to lie on a map that is there: among their neighbours on it, by how strongly they are tied to each. Null
 * for one without direction, and on an empty map.
 */
export function placeOthers(
  others: Vectors,
  map: { axes: Axes; flat: SmallVectors; places: Places },
): ({ x: number; y: number } | null)[] {
  const flat = along(map.axes, others);
  return Array.from({ length: others.count }, (_, row) => {
    const own = flat.numbers.subarray(row * flat.dimensions, (row + 1) * flat.dimensions);
    return placeOf(own, map.flat, map.places);
  });
}

function placeOf(own: Float32Array, flat: SmallVectors, places: Places): { x: number; y: number } | null {
  if (flat.count === 0 || own.every((one) => one === 0)) return null;
  const near = nearest(own, flat);
  const strengths = strengthsOf(near);
  let [x, y, sum] = [0, 0, 0];
  for (const [i, id] of near.ids.entries()) {
    const strength = strengths[i] as number;
    x += strength * (places[2 * id] as number);
    y += strength * (places[2 * id + 1] as number);
    sum += strength;
  }
  return { x: x / sum, y: y / sum };
}

/** By looking at all of them: a few milliseconds for 50,000. */
function nearest(own: Float32Array, { numbers, count, dimensions }: SmallVectors) {
  const wanted = Math.min(each, count);
  const [ids, cosines] = [new Int32Array(wanted).fill(-1), new Float32Array(wanted).fill(-2)];
  for (let row = 0; row < count; row++) {
    let cosine = 0;
    const start = row * dimensions;
    for (let i = 0; i < dimensions; i++) cosine += (own[i] as number) * (numbers[start + i] as number);
    cosine /= 127;
    if (cosine <= (cosines[wanted - 1] as number)) continue;
    let at = wanted - 1;
    for (; at > 0 && (cosines[at - 1] as number) < cosine; at--) {
      ids[at] = ids[at - 1] as number;
      cosines[at] = cosines[at - 1] as number;
    }
    ids[at] = row;
    cosines[at] = cosine;
  }
  return { ids, cosines, each: wanted };
}
