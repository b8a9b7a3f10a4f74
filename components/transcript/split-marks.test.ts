import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMarks } from "./turn-text";

const kinds = (text: string) => splitMarks(text).map(({ kind, text }) => [kind, text]);

describe("splitMarks", () => {
  it("finds strong words and code", () => {
    expect(kinds("Use **two** of `x**y`.")).toEqual([
      ["plain", "Use "],
      ["strong", "two"],
      ["plain", " of "],
      ["code", "x**y"],
      ["plain", "."],
    ]);
  });

  it("leaves marks alone that are not closed or hold nothing", () => {
    for (const text of ["2 ** 3 ** 4", "**open", "a ` b", "****", "line **one\ntwo** x"])
      expect(kinds(text)).toEqual([["plain", text]]);
  });

  it("loses no letter", () => {
    const letters = fc
      .array(fc.constantFrom("*", "**", "`", "a", " ", "\n", "你", "🧦"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(letters, (text) => {
        const again = splitMarks(text).map(({ mark, text: inside }) => mark + inside + mark);
        expect(again.join("")).toBe(text);
      }),
    );
  });
});
