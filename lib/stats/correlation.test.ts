import * as fc from "fast-check";
import { expect, it } from "vitest";
import { correlate, type Pair } from "./correlation";
import type { Figure } from "./figure";

const paired = (xs: number[], ys: number[]): Pair[] => xs.map((x, i) => ({ x, y: ys[i] ?? Number.NaN }));
const told = (figure: Figure) =>
  figure.ok ? [figure.value, figure.interval?.low, figure.interval?.high] : figure.reason;

/**
 * Coefficients and Pearson's intervals by scipy 1.17.1 (stats.pearsonr(…).confidence_interval(), spearmanr, kendalltau); the intervals
 * of the other two by the formulas named in correlate(), computed with numpy from scipy's coefficients.
 */
it.each([
  {
    name: "plain values",
    xs: [2.1, 3.4, 3.9, 5.2, 6.8, 7.7, 9.0],
    ys: [4.2, 4.0, 5.1, 5.9, 5.7, 7.3, 6.9],
    pearson: [0.9176120000444773, 0.5325629877246328, 0.9879687367793939],
    spearman: [0.8928571428571429, 0.27002488119504514, 0.9889130842592109],
    kendall: [0.7142857142857143, 0.14676631425536035, 0.9280193408060681],
  },
  {
    name: "ties in both",
    xs: [1, 2, 2, 3, 4, 4, 4, 5, 6, 7],
    ys: [3, 3, 1, 4, 4, 5, 2, 6, 6, 5],
    pearson: [0.7058655319206174, 0.13722742020765996, 0.9245795519781892],
    spearman: [0.7570130191615758, 0.14783751936559408, 0.9497706467789713],
    kendall: [0.6097560975609757, 0.1776787670944619, 0.8447357072915139],
  },
  {
    name: "the one falling as the other grows",
    xs: [0.12, 0.15, 0.18, 0.22, 0.31, 0.4],
    ys: [7.1, 6.9, 6.95, 6.2, 6.3, 5.0],
    pearson: [-0.936382476051685, -0.9931883694848177, -0.5199404854649335],
    spearman: [-0.8857142857142858, -0.9916441506703589, -0.06638561523388888],
    kendall: [-0.7333333333333333, -0.9519401812523016, -0.01973328354276071],
  },
])("equals scipy for $name", ({ xs, ys, ...expected }) => {
  const found = correlate(paired(xs, ys));
  for (const name of ["pearson", "spearman", "kendall"] as const) {
    const values = told(found[name]);
    for (const [i, value] of expected[name].entries()) expect(values[i]).toBeCloseTo(value, 12);
  }
});

it("has no interval for three, none of Kendall's for four, and no coefficient for two", () => {
  const three = correlate(paired([1, 2, 3], [1, 3, 2]));
  expect(three.pearson).toMatchObject({
    ok: true,
    value: expect.closeTo(0.5, 12),
    interval: null,
    why: "An interval needs at least 4; here are 3.",
  });
  const four = correlate(paired([1, 2, 3, 4], [1, 3, 2, 4]));
  expect([four.pearson, four.kendall].map((one) => one.ok && one.interval !== null)).toEqual([true, false]);
  expect(correlate(paired([1, 2], [1, 2])).spearman).toEqual({
    ok: false,
    reason: "A correlation needs at least three; here are 2.",
  });
});

it("says so where nothing varies, and where all lie in one line", () => {
  expect(correlate(paired([1, 1, 1], [1, 2, 3])).pearson).toMatchObject({ ok: false });
  expect(correlate(paired([1, 2, 3, 4], [-2, -4, -6, -8])).pearson).toMatchObject({
    ok: true,
    value: -1,
    interval: null,
  });
});

it("is never NaN, and an interval holds its value within −1 and 1", () => {
  const value = fc.oneof(fc.double(), fc.constantFrom(0, 1, 1e-300, 1e300), fc.integer({ min: -5, max: 5 }));
  fc.assert(
    fc.property(fc.array(fc.record({ x: value, y: value }), { maxLength: 12 }), (pairs) => {
      for (const figure of Object.values(correlate(pairs))) {
        if (!figure.ok) continue;
        expect(Math.abs(figure.value)).toBeLessThanOrEqual(1);
        if (figure.interval) {
          expect(figure.interval.low).toBeLessThanOrEqual(figure.value);
          expect(figure.interval.high).toBeGreaterThanOrEqual(figure.value);
        }
      }
    }),
  );
});
