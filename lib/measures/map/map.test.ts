import { describe, expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { along, principalAxes } from "./axes";
import type { Places } from "./layout";
import { findNeighbours } from "./neighbours";
import { inBytes, placeOthers } from "./place";
import { mapDimensions, project } from "./project";
import { qualityOf } from "./quality";
import { product, type Vectors } from "./vectors";

/** Vectors around a few centres, in turn. */
function groups(count: number, dimensions: number, centres: number): Vectors {
  const random = seededRandom(5);
  const spread = () => random() + random() + random() - 1.5;
  const middles = Array.from({ length: centres * dimensions }, spread);
  const numbers = Float32Array.from({ length: count * dimensions }, (_, i) => {
    const group = Math.floor(i / dimensions) % centres;
    return (middles[group * dimensions + (i % dimensions)] as number) + 0.3 * spread();
  });
  return { numbers, count, dimensions };
}

const alike = (count: number): Vectors => ({ numbers: new Float32Array(count * 8).fill(0.5), count, dimensions: 8 });

function flatOf(vectors: Vectors) {
  const axes = principalAxes(vectors, mapDimensions, 1);
  return { axes, flat: along(axes, vectors) };
}

function ended(steps: Generator<number, Places>): Places {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe("a map", () => {
  it.each([0, 1, 2, 3, 40])("of %i equal texts has a place for each and no NaN", (count) => {
    const { axes, flat } = flatOf(alike(count));
    const places = ended(project(flat, 1));
    expect(places).toHaveLength(2 * count);
    expect([...places].every((one) => one >= 0 && one <= 1)).toBe(true);
    expect(new Set(places).size).toBeLessThanOrEqual(1);
    const placed = placeOthers(alike(1), { axes, flat: inBytes(flat), places });
    expect(placed.every((one) => one === null || Number.isFinite(one.x + one.y))).toBe(true);
  });

  it("of vectors without direction or with what is no number has no NaN", () => {
    const numbers = new Float32Array(6 * 8);
    numbers.fill(Number.NaN, 8, 16);
    numbers.fill(1e30, 16, 24);
    numbers[24] = 1;
    const { flat } = flatOf({ numbers, count: 6, dimensions: 8 });
    expect([...ended(project(flat, 1))].every((one) => one >= 0 && one <= 1)).toBe(true);
  });

  it("is the same for the same vectors and seed, and keeps near what is near", () => {
    const { flat } = flatOf(groups(900, 24, 9));
    const [one, same] = [ended(project(flat, 3)), ended(project(flat, 3))];
    expect(same).toEqual(one);
    const quality = qualityOf(flat, one, 15, 200);
    expect(quality?.trustworthiness).toBeGreaterThan(0.95);
    expect(quality?.kept).toBeGreaterThan(0.3);
    // What has nothing to do with the vectors is at one half by its definition.
    const random = seededRandom(1);
    const chance = qualityOf(
      flat,
      one.map(() => random()),
      15,
      200,
    );
    expect(chance?.trustworthiness).toBeLessThan(0.6);
  });

  it("takes others in among their own, without being made anew", () => {
    const all = groups(660, 24, 6);
    const old = { ...all, numbers: all.numbers.subarray(0, 600 * 24), count: 600 };
    const others = { ...all, numbers: all.numbers.subarray(600 * 24), count: 60 };
    const { axes, flat } = flatOf(old);
    const places = ended(project(flat, 2));
    const placed = placeOthers(others, { axes, flat: inBytes(flat), places });
    for (const [row, place] of placed.entries()) expect(groupNear(places, place, 6)).toBe(row % 6);
    expect(
      placeOthers({ numbers: new Float32Array(24), count: 1, dimensions: 24 }, { axes, flat: inBytes(flat), places }),
    ).toEqual([null]);
  });
});

/** The group of most of the ten points that stand nearest. */
function groupNear(places: Places, at: { x: number; y: number } | null, centres: number): number | undefined {
  if (at === null) return undefined;
  const away = (i: number) => ((places[2 * i] as number) - at.x) ** 2 + ((places[2 * i + 1] as number) - at.y) ** 2;
  const near = Array.from({ length: places.length / 2 }, (_, i) => i).sort((a, b) => away(a) - away(b));
  const counts = new Map<number, number>();
  for (const one of near.slice(0, 10)) counts.set(one % centres, (counts.get(one % centres) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

describe("axes", () => {
  it("are of length one, at right angles, the longest first", () => {
    const { numbers } = groups(500, 12, 4);
    for (let i = 0; i < numbers.length; i += 12) (numbers[i + 5] as number) *= 9;
    const { axes, count } = principalAxes({ numbers, count: 500, dimensions: 12 }, 8, 1);
    expect(count).toBe(8);
    expect(Math.abs(axes[5] as number)).toBeGreaterThan(0.95);
    for (let a = 0; a < count; a++)
      for (let b = 0; b <= a; b++) expect(product(axes, a * 12, b * 12, 12)).toBeCloseTo(a === b ? 1 : 0, 4);
  });
});

describe("neighbours", () => {
  it("are those that a look at all of them finds, nearly all", () => {
    const { flat } = flatOf(groups(1_500, 32, 1));
    const { ids, cosines, each } = findNeighbours(flat, 10, 1);
    let found = 0;
    for (let row = 0; row < 1_500; row++) {
      const all = Array.from({ length: 1_500 }, (_, i) => i).filter((i) => i !== row);
      const cosine = (i: number) => product(flat.numbers, row * flat.dimensions, i * flat.dimensions, flat.dimensions);
      const nearest = new Set(
        all
          .map((i) => ({ i, at: cosine(i) }))
          .sort((a, b) => b.at - a.at)
          .slice(0, 10)
          .map(({ i }) => i),
      );
      const own = ids.subarray(row * each, (row + 1) * each);
      expect(own.includes(row)).toBe(false);
      expect([...cosines.subarray(row * each, (row + 1) * each)]).toEqual(
        [...cosines.subarray(row * each, (row + 1) * each)].sort((a, b) => b - a),
      );
      for (const one of own) if (nearest.has(one)) found += 1;
    }
    expect(found / 15_000).toBeGreaterThan(0.95);
  });
});
