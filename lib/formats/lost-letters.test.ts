import { expect, it } from "vitest";
import { holdsLostLetters, noteLostLetters, refuseLostLetters } from "./lost-letters";

const records = [
  { line: 1, value: { turns: ["whole"] } },
  { line: 3, value: { choices: [{ index: 0, turns: ["caf\uFFFD"] }] } },
];

it("finds lost letters at any depth, and none where there are none", () => {
  expect(records.map(({ value }) => holdsLostLetters(value))).toEqual([false, true]);
  for (const value of ["", null, undefined, 3, [], {}, "naïve 中 🦉"]) expect(holdsLostLetters(value)).toBe(false);
});

it("names the lines, to refuse them or to say so", () => {
  expect(refuseLostLetters(records)).toEqual([{ line: 3, message: expect.stringContaining("save it as UTF-8") }]);
  expect(noteLostLetters(records)).toEqual([expect.stringMatching(/stands on line 3\. .*stored as they are/)]);
  expect(noteLostLetters(records.slice(0, 1))).toEqual([]);
  const many = Array.from({ length: 12 }, (_, i) => ({ line: i + 1, value: "\uFFFD" }));
  expect(noteLostLetters(many)[0]).toContain("9, 10, and 2 more.");
});
