import { type Random, seededRandom } from "@/lib/base/random";

/** Unit vectors that stand one after the other; one without direction is all zero. */
export type Points = { numbers: Float32Array; dimensions: number };

/** Directions that stand one after the other, too. */
export type Centres = Points;

const [mostSteps, fewPoints, tries] = [25, 5_000, 4];
/** Points that are looked at between two rests. */
const slice = 128;

/**
 * Spherical k-means (Dhillon and Modha 2001) of unit vectors, begun by k-means++ (Arthur and Vassilvitskii 2007) from a seed:
 * the same each time. Few points are clustered four times, and the tightest is taken. There are fewer centres than `k` where
 * there are fewer different points. A generator, so that others have their turn.
 */
export function* findCentres(points: Points, k: number, seed: number): Generator<void, Centres> {
  const random = seededRandom(seed);
  let best = yield* cluster(points, k, random);
  for (let i = 1; i < tries && count(points) <= fewPoints; i++) {
    const other = yield* cluster(points, k, random);
    if (other.nearness > best.nearness) best = other;
  }
  return best.centres;
}

/** So many clusters as tell something of so many texts, where nobody says: √(n/2), from 2 to 60. */
export function usualClusters(texts: number): number {
  return Math.max(2, Math.min(60, Math.round(Math.sqrt(texts / 2))));
}

/** The centre that is nearest to a unit vector, and the cosine with it. */
export function nearest(
  { numbers, dimensions }: Centres,
  vector: Float32Array,
  at = 0,
): { centre: number; cosine: number } {
  let [centre, cosine] = [0, Number.NEGATIVE_INFINITY];
  for (let c = 0; c * dimensions < numbers.length; c++) {
    const product = dot(numbers, c * dimensions, vector, at, dimensions);
    if (product > cosine) [centre, cosine] = [c, product];
  }
  return { centre, cosine };
}

type Clustered = { centres: Centres; nearness: number };

function* cluster(points: Points, k: number, random: Random): Generator<void, Clustered> {
  const { numbers, dimensions } = points;
  const n = count(points);
  const centres = yield* begin(points, k, random);
  const found = new Int32Array(n).fill(-1);
  let nearness = 0;
  for (let step = 0; step < mostSteps; step++) {
    let moved = 0;
    nearness = 0;
    for (let i = 0; i < n; i++) {
      const { centre, cosine } = nearest(centres, numbers, i * dimensions);
      if (found[i] !== centre) moved++;
      found[i] = centre;
      nearness += cosine;
      if (i % slice === 0) yield;
    }
    if (moved === 0) break;
    centres.numbers.set(meansOf(points, found, centres));
  }
  return { centres, nearness };
}

/** Directions of the clusters' sums; a cluster that lost all its points stays where it was. */
function meansOf({ numbers, dimensions }: Points, found: Int32Array, centres: Centres): Float32Array {
  const sums = new Float32Array(centres.numbers.length);
  for (const [i, centre] of found.entries())
    for (let j = 0; j < dimensions; j++)
      (sums[centre * dimensions + j] as number) += numbers[i * dimensions + j] as number;
  for (let at = 0; at < sums.length; at += dimensions) {
    const length = Math.sqrt(dot(sums, at, sums, at, dimensions));
    if (length > 0) for (let j = at; j < at + dimensions; j++) (sums[j] as number) /= length;
    else sums.set(centres.numbers.subarray(at, at + dimensions), at);
  }
  return sums;
}

/** k-means++: each next centre is a point drawn by its squared distance from the nearest so far. */
function* begin(points: Points, k: number, random: Random): Generator<void, Centres> {
  const { numbers, dimensions } = points;
  const n = count(points);
  const away = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const chosen: number[] = [];
  if (n === 0) return { numbers: new Float32Array(0), dimensions };
  let next = Math.floor(random() * n);
  while (chosen.length < Math.min(k, n)) {
    chosen.push(next);
    let total = 0;
    for (let i = 0; i < n; i++) {
      const cosine = dot(numbers, i * dimensions, numbers, next * dimensions, dimensions);
      const distance = Math.max(0, 2 - 2 * cosine);
      if (distance < (away[i] as number)) away[i] = distance < 1e-6 ? 0 : distance;
      total += away[i] as number;
      if (i % (8 * slice) === 0) yield;
    }
    if (total === 0) break;
    next = drawn(away, random() * total);
  }
  const centres = new Float32Array(chosen.length * dimensions);
  for (const [c, i] of chosen.entries())
    centres.set(numbers.subarray(i * dimensions, (i + 1) * dimensions), c * dimensions);
  return { numbers: centres, dimensions };
}

function drawn(weights: Float64Array, at: number): number {
  let [rest, last] = [at, 0];
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue;
    last = i;
    rest -= weight;
    if (rest < 0) return i;
  }
  return last;
}

function count({ numbers, dimensions }: Points): number {
  return numbers.length / dimensions;
}

function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, dimensions: number): number {
  let sum = 0;
  for (let j = 0; j < dimensions; j++) sum += (a[atA + j] as number) * (b[atB + j] as number);
  return sum;
}
