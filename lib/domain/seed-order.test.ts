import fc from "fast-check";
import { expect, it } from "vitest";
import { seedPosition } from "./seed-set";

const pass = (n: number, size: number, seed: number) =>
  Array.from({ length: size }, (_, i) => seedPosition(n * size + i + 1, size, seed));

it("goes by position first, then by shuffles that use each seed once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (size, seed) => {
      const all = Array.from({ length: size }, (_, i) => i + 1);
      expect(pass(0, size, seed)).toEqual(all);
      for (const n of [1, 2]) expect(pass(n, size, seed).sort((a, b) => a - b)).toEqual(all);
    }),
  );
});

it("differs from pass to pass and from seed to seed, and repeats itself for the same", () => {
  expect(pass(1, 100, 7)).not.toEqual(pass(2, 100, 7));
  expect(pass(1, 100, 7)).not.toEqual(pass(1, 100, 8));
  expect(pass(1, 100, 7)).toEqual(pass(1, 100, 7));
});
