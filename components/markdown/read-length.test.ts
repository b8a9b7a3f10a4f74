import { expect, it } from "vitest";
import { readLength } from "./reading";

/** How often a reply that grows by `by` letters a time is read. */
function readings(text: string, by = 4): number {
  const read = new Set<number>();
  for (let end = by; end <= text.length; end += by) read.add(readLength(text.slice(0, end)));
  return read.size;
}

it("leaves words without a mark among them unread, and reads up to the word behind the last mark", () => {
  const text = "Some **bold** words and more of them";
  expect(text.slice(0, readLength(text))).toBe("Some **bold** words and");
  expect(readLength("- a")).toBe(3);
  expect(readLength("1. **First** half")).toBe("1. **First** half".length);
});

it("reads a short text anew with each mark", () => {
  for (let end = 1; end < 300; end++) expect(readLength("| a ".repeat(100).slice(0, end))).toBe(end);
});

it("reads a long text the more rarely the longer it is", () => {
  expect(readings("| a ".repeat(20_000), 40)).toBeLessThan(130);
  expect(readings("字".repeat(20_000), 40)).toBeLessThan(130);
});
