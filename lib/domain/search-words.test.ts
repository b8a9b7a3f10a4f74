import { expect, it } from "vitest";
import { readSearch } from "./search-words";

const read = (typed: string) =>
  readSearch(typed).map(({ kind, text, negated }) => `${negated ? "-" : ""}${kind}:${text}`);

it("reads words, phrases, what to leave out, and beginnings", () => {
  expect(read('cast iron "rust all" -soap pan*')).toEqual([
    ...["word:cast", "word:iron", "exact:rust all", "-word:soap", "beginning:pan"],
  ]);
  expect(read('-"not so" "open')).toEqual(["-exact:not so", "exact:open"]);
});

it("looks for words of scripts without spaces as they stand", () => {
  expect(read("数学 なぜ -ภาษา مرحبا")).toEqual(["exact:数学", "exact:なぜ", "-exact:ภาษา", "word:مرحبا"]);
});

it("finds nothing to look for in signs, and takes no more than twelve", () => {
  expect(read(' -- "" *** …')).toEqual([]);
  expect(read("a ".repeat(40))).toHaveLength(12);
});
