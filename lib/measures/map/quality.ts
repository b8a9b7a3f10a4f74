import { seededRandom } from "@/lib/base/random";
import type { Places } from "./layout";
import { product, type Vectors } from "./vectors";

/** How far a map can be trusted, over some of its points. */
export type MapQuality = { trustworthiness: number; kept: number; points: number };

/**
 * Trustworthiness (Venna and Kaski 2001): 1 less what stands near on the map and is not near, by how far it is not. And the
 * share of the `near` nearest by cosine that are among the `near` nearest on the map. Null for fewer points than can be told apart.
 */
export function qualityOf(flat: Vectors, places: Places, near: number, sample: number): MapQuality | null {
  const { numbers, count, dimensions } = flat;
  if (count < 3 * near) return null;
  const random = seededRandom(1);
  let [penalty, kept] = [0, 0];
  const points = Math.min(sample, count);
  for (let n = 0; n < points; n++) {
    const row = points === count ? n : Math.floor(random() * count);
    const far = Float32Array.from(
      { length: count },
      (_, i) => 1 - product(numbers, row * dimensions, i * dimensions, dimensions),
    );
    const away = Float32Array.from({ length: count }, (_, i) => distance(places, row, i));
    const onMap = nearestOf(away, row, near);
    const inTruth = new Set(nearestOf(far, row, near));
    for (const one of onMap) {
      if (inTruth.has(one)) kept += 1;
      else penalty += rankOf(far, row, one) - near;
    }
  }
  const most = (points * near * (2 * count - 3 * near - 1)) / 2;
  return { trustworthiness: 1 - penalty / most, kept: kept / (points * near), points };
}

function distance(places: Places, a: number, b: number): number {
  return (
    ((places[2 * a] as number) - (places[2 * b] as number)) ** 2 +
    ((places[2 * a + 1] as number) - (places[2 * b + 1] as number)) ** 2
  );
}

function nearestOf(distances: Float32Array, own: number, near: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < distances.length; i++) {
    if (i === own) continue;
    const value = distances[i] as number;
    if (found.length === near && value >= (distances[found[near - 1] as number] as number)) continue;
    let at = found.length;
    while (at > 0 && (distances[found[at - 1] as number] as number) > value) at -= 1;
    found.splice(at, 0, i);
    if (found.length > near) found.pop();
  }
  return found;
}

function rankOf(distances: Float32Array, own: number, one: number): number {
  let rank = 1;
  for (let i = 0; i < distances.length; i++)
    if (i !== own && (distances[i] as number) < (distances[one] as number)) rank += 1;
  return rank;
}
