import type { Neighbours } from "./neighbours";

/** Pairs of neighbours, each once, with how strongly they are tied: from 0 to 1. */
export type Ties = { heads: Int32Array; tails: Int32Array; strengths: Float32Array; count: number };

const steps = 64;

/**
 * How strongly each vector is tied to each of its neighbours: 1 to the nearest, less the farther, so that all together come
 * to log₂ of their number however dense it is around it (UMAP, McInnes and others 2018, 3.1).
 */
export function strengthsOf({ ids, cosines, each }: Neighbours): Float32Array {
  const strengths = new Float32Array(ids.length);
  const wanted = Math.log2(Math.max(2, each));
  for (let start = 0; start < ids.length; start += each) {
    const distance = (i: number) => Math.max(0, 1 - (cosines[start + i] as number));
    const nearest = distance(0);
    const width = widthOf((i) => distance(i) - nearest, ids.subarray(start, start + each), wanted);
    for (let i = 0; i < each; i++)
      if ((ids[start + i] as number) >= 0) strengths[start + i] = Math.exp(-(distance(i) - nearest) / width);
  }
  return strengths;
}

/** By halving: the width at which the strengths come to what is wanted. */
function widthOf(beyond: (i: number) => number, ids: Int32Array, wanted: number): number {
  let mean = 0;
  for (let i = 0; i < ids.length; i++) mean += (ids[i] as number) < 0 ? 0 : beyond(i) / ids.length;
  let [low, high, width] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < steps; step++) {
    let sum = 0;
    for (let i = 0; i < ids.length; i++) if ((ids[i] as number) >= 0) sum += Math.exp(-beyond(i) / width);
    if (Math.abs(sum - wanted) < 1e-5) break;
    if (sum > wanted) high = width;
    else low = width;
    width = high === Number.POSITIVE_INFINITY ? 2 * width : (low + high) / 2;
  }
  // Where all lie as near as the nearest, no width comes to it, and any does.
  return Math.max(width, 1e-3 * mean, 1e-9);
}

/** Ties of both directions as one: a + b − ab. */
export function tiesOf(neighbours: Neighbours): Ties {
  const { ids, each } = neighbours;
  const strengths = strengthsOf(neighbours);
  const [heads, tails] = [new Int32Array(ids.length), new Int32Array(ids.length)];
  const kept = new Float32Array(ids.length);
  let count = 0;
  for (let at = 0; at < ids.length; at++) {
    const [head, tail] = [Math.floor(at / each), ids[at] as number];
    if (tail < 0) continue;
    const back = ids.subarray(tail * each, (tail + 1) * each).indexOf(head);
    // Told once, from the one that stands first.
    if (back >= 0 && tail < head) continue;
    const there = strengths[at] as number;
    const andBack = back < 0 ? 0 : (strengths[tail * each + back] as number);
    heads[count] = head;
    tails[count] = tail;
    kept[count] = there + andBack - there * andBack;
    count += 1;
  }
  return { heads, tails, strengths: kept, count };
}
