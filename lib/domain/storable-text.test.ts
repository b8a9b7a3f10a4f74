import fc from "fast-check";
import { expect, test } from "vitest";
import { createSafeStream, makeSafe } from "./storable-text";

test.each([
  ["plain 🙂 text", "plain 🙂 text", false],
  ["a\0b", "a\uFFFDb", true],
  ["a\uD83Db", "a\uFFFDb", true],
  ["a\uDE42", "a\uFFFD", true],
])("%j becomes %j", (text, safe, repaired) => {
  expect(makeSafe(text)).toEqual({ text: safe, repaired });
});

test("any text in any chunks comes out as it would whole, and storable", () => {
  const units = fc.array(fc.constantFrom("a", "\0", "\uD83D", "\uDE42", "é", "🙂"), { maxLength: 12 });
  fc.assert(
    fc.property(units, fc.array(fc.nat(3), { maxLength: 12 }), (parts, lengths) => {
      const whole = parts.join("");
      const stream = createSafeStream();
      let out = "";
      let at = 0;
      for (const length of lengths) {
        out += stream.push(whole.slice(at, at + length));
        at += length;
      }
      out += stream.push(whole.slice(at)) + stream.end();
      const { text, repaired } = makeSafe(whole);
      expect(out).toBe(text);
      expect(stream.raw()).toBe(repaired ? whole : null);
      expect(Buffer.from(out, "utf8").toString("utf8")).toBe(out);
    }),
  );
});
