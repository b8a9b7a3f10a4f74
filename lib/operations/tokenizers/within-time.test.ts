import { expect, it } from "vitest";
import { withinTime } from "./within-time";

it("hands on what comes of the work, and what it throws", () => {
  expect(withinTime(1_000, () => withinTime(1_000, () => "so"))).toBe("so");
  expect(() => withinTime(1_000, () => JSON.parse("{"))).toThrow(SyntaxError);
});

it.each([
  [
    "a loop",
    () => {
      for (;;);
    },
  ],
  [
    "one that catches what stops it",
    () => {
      for (;;)
        try {
          for (;;);
        } catch {}
    },
  ],
  ["a pattern", () => /^(a+)+$/.test(`${"a".repeat(60)}b`)],
] as const)("stops what comes to no end: %s", (_, work: () => unknown) => {
  expect(() => withinTime(20, work)).toThrow("timed out");
});
