import { expect, it } from "vitest";
import { chartScale } from "./chart-scale";

it("widens to round ends and maps them to the edges", () => {
  const { ticks, at } = chartScale([963, 1_041], 0, 100);
  expect(ticks).toEqual([960, 980, 1_000, 1_020, 1_040, 1_060]);
  expect([at(960), at(1_010), at(1_060)]).toEqual([0, 50, 100]);
});

it("has room around a single value however small, and stands still without any", () => {
  expect(chartScale([1_000], 0, 100).at(1_000)).toBeCloseTo(50);
  const small = chartScale([0.02, 0.02], 0, 100);
  expect(small.ticks.length).toBeGreaterThan(1);
  expect(small.at(0.02)).toBeCloseTo(50);
  expect(chartScale([0], 0, 100).at(0)).toBe(50);
  for (const kind of ["linear", "log", "time"] as const)
    expect(chartScale([Number.NaN], 0, 100, { kind }).ticks.every(Number.isFinite)).toBe(true);
});

it("names sizes by 1, 2 and 5 on a scale of multiples, and places each multiple as far from the one before", () => {
  const { ticks, at } = chartScale([10_000, 50_700], 0, 300, { kind: "log" });
  expect(ticks).toEqual([10_000, 20_000, 50_000]);
  expect(at(20_000) - at(10_000)).toBeCloseTo(at(40_000) - at(20_000));
  expect(chartScale([10, 1_000_000], 0, 300, { kind: "log" }).ticks).toEqual([
    10, 100, 1_000, 10_000, 100_000, 1_000_000,
  ]);
  expect(chartScale([31, 38], 0, 300, { kind: "log" }).ticks.length).toBeGreaterThan(1);
  expect(chartScale([0, 10, 100], 0, 300, { kind: "log" }).at(10)).toBeGreaterThanOrEqual(0);
});

it("names moments by days, of one day with the days around it", () => {
  const day = Date.UTC(2026, 10, 20);
  const { ticks, at } = chartScale([day, day + 4 * 86_400_000], 0, 100, { kind: "time" });
  expect(ticks).toContain(day + 86_400_000);
  expect(at(day)).toBe(0);
  const one = chartScale([day], 0, 100, { kind: "time" });
  expect(one.ticks).toEqual([day - 86_400_000, day, day + 86_400_000]);
  expect(one.at(day)).toBe(50);
});
