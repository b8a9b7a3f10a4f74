import { seededRandom } from "@/lib/base/random";

/** Clusters of a map: of each point the number of its own, and of each cluster the point nearest to its middle. */
export type MapClusters = { of: Uint8Array; middles: number[] };

/** As many as charts have colours. */
const mostClusters = 8;
const rounds = 25;

/**
 * Points by where they lie on the map, by k-means from a fixed seed (k-means++; Arthur and Vassilvitskii 2007): the same each
 * time. A quarter of a second for 50,700. Fewer clusters where there are fewer spots. The largest comes first.
 *
 * @param places x and y by turns
 */
export function clustersOf(places: ArrayLike<number>): MapClusters {
  const count = places.length / 2;
  const middles = firstMiddles(places, count);
  const of = new Uint8Array(count);
  for (let round = 0; round < rounds; round++) {
    const sums = middles.map(() => ({ x: 0, y: 0, n: 0 }));
    let hasMoved = false;
    for (let point = 0; point < count; point++) {
      const cluster = nearest(middles, at(places, point)).cluster;
      if (of[point] !== cluster) hasMoved = true;
      of[point] = cluster;
      const sum = sums[cluster];
      if (sum) [sum.x, sum.y, sum.n] = [sum.x + at(places, point).x, sum.y + at(places, point).y, sum.n + 1];
    }
    if (!hasMoved && round > 0) break;
    for (const [i, { x, y, n }] of sums.entries()) if (n > 0) middles[i] = { x: x / n, y: y / n };
  }
  return largestFirst(of, middles, places);
}

type Spot = { x: number; y: number };

function at(places: ArrayLike<number>, point: number): Spot {
  return { x: places[2 * point] ?? 0, y: places[2 * point + 1] ?? 0 };
}

function nearest(middles: readonly Spot[], { x, y }: Spot): { cluster: number; squares: number } {
  let found = { cluster: 0, squares: Number.POSITIVE_INFINITY };
  for (let cluster = 0; cluster < middles.length; cluster++) {
    const middle = middles[cluster] as Spot;
    const squares = (x - middle.x) ** 2 + (y - middle.y) ** 2;
    if (squares < found.squares) found = { cluster, squares };
  }
  return found;
}

/** The next one is drawn by how far points lie from those that are there. */
function firstMiddles(places: ArrayLike<number>, count: number): Spot[] {
  const random = seededRandom(1);
  const middles: Spot[] = count === 0 ? [] : [at(places, Math.floor(random() * count))];
  while (middles.length < Math.min(mostClusters, count)) {
    const far = Float64Array.from({ length: count }, (_, point) => nearest(middles, at(places, point)).squares);
    const all = far.reduce((sum, one) => sum + one, 0);
    if (all === 0) break;
    let [left, drawn] = [random() * all, 0];
    while (drawn < count - 1 && left >= (far[drawn] ?? 0)) left -= far[drawn++] ?? 0;
    middles.push(at(places, drawn));
  }
  return middles;
}

function largestFirst(of: Uint8Array, middles: readonly Spot[], places: ArrayLike<number>): MapClusters {
  const best = middles.map(() => ({ point: -1, squares: Number.POSITIVE_INFINITY, n: 0 }));
  for (let point = 0; point < of.length; point++) {
    const [cluster, { x, y }] = [of[point] ?? 0, at(places, point)];
    const [one, middle] = [best[cluster], middles[cluster]];
    if (!one || !middle) continue;
    const squares = (x - middle.x) ** 2 + (y - middle.y) ** 2;
    one.n++;
    if (squares < one.squares) [one.point, one.squares] = [point, squares];
  }
  const order = best.map((one, cluster) => ({ ...one, cluster })).filter(({ n }) => n > 0);
  order.sort((a, b) => b.n - a.n || a.cluster - b.cluster);
  const rank = new Map(order.map(({ cluster }, i) => [cluster, i]));
  return { of: of.map((cluster) => rank.get(cluster) ?? 0), middles: order.map(({ point }) => point) };
}
