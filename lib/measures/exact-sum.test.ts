import { expect, it } from "vitest";
import { seededRandom } from "@/lib/base/random";
import { addExactly, type ExactSum, nearestTo } from "./exact-sum";

const random = seededRandom(5);
const drawn = () => (random() - 0.5) * 10 ** Math.floor(random() * 30 - 15);

function shuffled<T>(values: T[]): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

function sumOf(values: number[]): ExactSum {
  const parts: ExactSum = [];
  for (const value of values) addExactly(parts, value);
  return parts;
}

it("is that of math.fsum", () => {
  const tenths = Array.from({ length: 10 }, () => 0.1);
  expect(nearestTo(sumOf(tenths))).toBe(1);
  expect(nearestTo(sumOf([1e100, 1, -1e100]))).toBe(1);
  expect(nearestTo(sumOf([1, 1e100, 1, -1e100].flatMap((one) => Array(10_000).fill(one))))).toBe(20_000);
  expect(nearestTo(sumOf([2 ** 53, -0.5, -(2 ** -54)]))).toBe(2 ** 53 - 1);
  expect(nearestTo(sumOf([2 ** 53, 1, 2 ** -100]))).toBe(2 ** 53 + 2);
  expect(nearestTo(sumOf([]))).toBe(0);
});

it("is the same whatever the order, and what is taken away leaves nothing behind", () => {
  for (let round = 0; round < 50; round++) {
    const [kept, gone] = [Array.from({ length: 60 }, drawn), Array.from({ length: 40 }, drawn)];
    const plain = nearestTo(sumOf(kept));
    const mixed = shuffled([...kept, ...gone, ...gone.map((one) => -one)]);
    expect(nearestTo(sumOf(mixed))).toBe(plain);
    expect(sumOf([...kept, ...kept.map((one) => -one)])).toEqual([]);
  }
});

it("is exact for whole numbers among fractions, and at the end of what is told apart", () => {
  for (let round = 0; round < 50; round++) {
    const values = Array.from({ length: 80 }, (_, i) => (i % 3 === 0 ? Math.round(random() * 100) : drawn()));
    expect(sumOf(shuffled([...values, ...values.map((one) => -one)]))).toEqual([]);
    const whole = values.filter(Number.isInteger);
    expect(sumOf(whole)).toEqual([whole.reduce((sum, one) => sum + one, 0)]);
  }
  expect(sumOf([2 ** 53 - 1, 1, 1, -1, -1])).toEqual([2 ** 53 - 1]);
  expect(sumOf([3, -3])).toEqual([]);
  expect(sumOf([0, 0.5, 0])).toEqual([0.5]);
});
