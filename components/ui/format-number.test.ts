import { expect, it } from "vitest";
import { formatCompact, formatDuration, formatMoney, formatNumber } from "./format-number";
import { formatKeys } from "./kbd";

it("writes figures as a person reads them", () => {
  expect([formatNumber(1_234_567), formatNumber(0.12345), formatNumber(12.6)]).toEqual(["1,234,567", "0.123", "13"]);
  expect(formatCompact(1_234_567)).toBe("1.23M");
  expect([340, 2_400, 200_000, 7_500_000].map(formatDuration)).toEqual(["340 ms", "2.4 s", "3 min 20 s", "2 h 5 min"]);
  expect([0, 0.4, 0.004213, 1204.5].map(formatMoney)).toEqual(["0.00", "0.40", "0.00421", "1,204.50"]);
});

it("writes keys by platform", () => {
  expect(formatKeys("mod+k", true)).toEqual(["⌘", "K"]);
  expect(formatKeys("shift+r", false)).toEqual(["Shift", "R"]);
  expect(formatKeys("?", false)).toEqual(["?"]);
});
