import fc from "fast-check";
import { expect, it } from "vitest";
import { cutText } from "./cut-text";

it("cuts between lines, and the pieces put together are the text", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a".repeat(900), "\n", "\n\n", " b"), { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      const cut = cutText(text);
      expect(cut.map((piece) => piece.text).join("\n")).toBe(text);
      expect(cut.every(({ at, text: piece }) => text.startsWith(piece, at))).toBe(true);
    }),
  );
});

it("leaves all pieces but the last as they were while the text grows", () => {
  const text = `${"line of some length\n".repeat(500)}end`;
  const before = cutText(text.slice(0, 8_000));
  const after = cutText(text);
  expect(before.length).toBeGreaterThan(2);
  expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
});
