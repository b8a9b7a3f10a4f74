import { expect, it } from "vitest";
import { createActiveClock } from "./use-active-clock";

it("counts time between signs, at most thirty seconds of it", () => {
  const clock = createActiveClock(0);
  clock.sign(10_000);
  clock.sign(25_000);
  expect(clock.seconds(27_000)).toBe(27);
  clock.sign(600_000);
  expect(clock.seconds(600_000)).toBe(55);
  expect(clock.seconds(900_000)).toBe(85);
});

it("counts nothing while the page is out of sight", () => {
  const clock = createActiveClock(0);
  clock.leave(5_000);
  expect(clock.seconds(60_000)).toBe(5);
  clock.sign(100_000);
  clock.sign(101_000);
  expect(clock.seconds(101_000)).toBe(6);
});
