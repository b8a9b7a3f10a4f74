import { expect, it } from "vitest";
import { linearScale } from "./interval-chart";

it("widens to round ends and maps them to the edges", () => {
  const { ticks, at } = linearScale([963, 1_041], 0, 100);
  expect(ticks).toEqual([960, 980, 1_000, 1_020, 1_040, 1_060]);
  expect([at(960), at(1_010), at(1_060)]).toEqual([0, 50, 100]);
});

it("has room around a single value, and stands still without any", () => {
  const one = linearScale([1_000], 0, 100);
  expect(one.at(1_000)).toBeCloseTo(50);
  expect(linearScale([], 0, 100).ticks.at(-1)).toBe(1);
});
