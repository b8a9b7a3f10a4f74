import { type Random, seededRandom } from "@/lib/base/random";
import { leavesOf } from "./forest";
import { product, type Vectors } from "./vectors";

/** The nearest others of each vector by cosine, nearest first, `each` a vector; -1 where there are no more. */
export type Neighbours = { ids: Int32Array; cosines: Float32Array; each: number };

const trees = 8;
const leafSize = 40;
const rounds = 6;
/** More than are asked for are kept meanwhile: neighbours of more neighbours are looked at. */
const spare = 8;
/** Of a vector's neighbours, and of those whose neighbour it is, so many are held against one another in a round. */
const looked = 24;

/**
 * About the nearest others of each of some unit vectors: first those that share a leaf of random trees, then, round after
 * round, the neighbours of neighbours (NN-descent, Dong and others 2011). The same seed gives the same.
 */
export function findNeighbours(vectors: Vectors, wanted: number, seed: number): Neighbours {
  const { numbers, count, dimensions } = vectors;
  const each = Math.max(0, Math.min(wanted + spare, count - 1));
  const rows: Rows = {
    ids: new Int32Array(count * each).fill(-1),
    cosines: new Float32Array(count * each).fill(-2),
    fresh: new Uint8Array(count * each),
    each,
  };
  if (each === 0) return rows;
  const random = seededRandom(seed);
  const compare = (a: number, b: number): number => {
    const cosine = product(numbers, a * dimensions, b * dimensions, dimensions);
    return put(rows, a, b, cosine) + put(rows, b, a, cosine);
  };
  for (let tree = 0; tree < trees; tree++)
    for (const leaf of leavesOf(vectors, leafSize, random))
      for (let i = 1; i < leaf.length; i++) for (let j = 0; j < i; j++) compare(leaf[i] as number, leaf[j] as number);
  for (let round = 0; round < rounds; round++) {
    const changes = descend(rows, count, random, compare);
    if (changes < 0.001 * count * each) break;
  }
  return cutTo(rows, Math.min(wanted, each));
}

type Rows = Neighbours & { fresh: Uint8Array };

function cutTo({ ids, cosines, each }: Neighbours, wanted: number): Neighbours {
  const isKept = (_: number, at: number) => at % each < wanted;
  return { ids: ids.filter(isKept), cosines: cosines.filter(isKept), each: wanted };
}

/** Keeps `other` where it is nearer than the farthest that is kept; tells whether it did. */
function put({ ids, cosines, fresh, each }: Rows, row: number, other: number, cosine: number): 0 | 1 {
  const start = row * each;
  const last = start + each - 1;
  if (cosine <= (cosines[last] as number)) return 0;
  for (let i = start; i <= last; i++) if (ids[i] === other) return 0;
  let at = last;
  for (; at > start && (cosines[at - 1] as number) < cosine; at--) {
    ids[at] = ids[at - 1] as number;
    cosines[at] = cosines[at - 1] as number;
    fresh[at] = fresh[at - 1] as number;
  }
  ids[at] = other;
  cosines[at] = cosine;
  fresh[at] = 1;
  return 1;
}

/** Lists of at most `looked` each, drawn evenly from what is offered. */
type Lists = { ids: Int32Array; offered: Int32Array };

function offer({ ids, offered }: Lists, to: number, one: number, random: Random): void {
  const n = offered[to] as number;
  offered[to] = n + 1;
  const place = n < looked ? n : Math.floor(random() * (n + 1));
  if (place < looked) ids[to * looked + place] = one;
}

/** One round; how many neighbours changed. */
function descend(rows: Rows, count: number, random: Random, compare: (a: number, b: number) => number): number {
  const { ids, fresh, each } = rows;
  const empty = (): Lists => ({ ids: new Int32Array(count * looked), offered: new Int32Array(count) });
  const [news, olds] = [empty(), empty()];
  for (let row = 0; row < count; row++)
    for (let i = row * each; i < (row + 1) * each; i++) {
      const other = ids[i] as number;
      if (other < 0) continue;
      const to = fresh[i] === 1 ? news : olds;
      offer(to, row, other, random);
      offer(to, other, row, random);
      fresh[i] = 0;
    }
  let changes = 0;
  for (let row = 0; row < count; row++) {
    const start = row * looked;
    const endOfNew = start + Math.min(looked, news.offered[row] as number);
    const endOfOld = start + Math.min(looked, olds.offered[row] as number);
    for (let i = start; i < endOfNew; i++) {
      const one = news.ids[i] as number;
      for (let j = start; j < i; j++) if (news.ids[j] !== one) changes += compare(one, news.ids[j] as number);
      for (let j = start; j < endOfOld; j++) if (olds.ids[j] !== one) changes += compare(one, olds.ids[j] as number);
    }
  }
  return changes;
}
