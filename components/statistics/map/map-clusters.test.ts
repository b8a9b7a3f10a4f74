import { expect, it } from "vitest";
import { clustersOf } from "./map-clusters";

it("puts together what lies together, the largest first, each named by a point of its middle; the same each time", () => {
  const heaps = [
    [100, 100, 5],
    [60_000, 200, 9],
    [300, 60_000, 7],
  ] as const;
  const spots = heaps.flatMap(([x, y, n]) => Array.from({ length: n }, (_, i) => [x + i * 10, y + ((i * 7) % 5) * 10]));
  const places = Uint16Array.from(spots.flat());
  const found = clustersOf(places);
  expect(clustersOf(places)).toEqual(found);
  // Nothing of one heap is with another.
  const heapOf = (point: number) => (point < 5 ? 0 : point < 14 ? 1 : 2);
  const heapsOfCluster = new Map<number, Set<number>>();
  for (const [point, cluster] of found.of.entries())
    heapsOfCluster.set(cluster, (heapsOfCluster.get(cluster) ?? new Set()).add(heapOf(point)));
  for (const heaps of heapsOfCluster.values()) expect(heaps.size).toBe(1);
  for (const [cluster, point] of found.middles.entries()) expect(found.of[point]).toBe(cluster);
  const sizes = found.middles.map((_, cluster) => found.of.filter((one) => one === cluster).length);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});

it("stands for no points, and for many at one spot", () => {
  expect(clustersOf([])).toEqual({ of: new Uint8Array(), middles: [] });
  expect(clustersOf([5, 5, 5, 5, 5, 5])).toEqual({ of: new Uint8Array(3), middles: [0] });
});
