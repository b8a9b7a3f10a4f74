import { expect, it } from "vitest";
import { readSearch, whyUnsearchable } from "./search-words";

const read = (typed: string) =>
  readSearch(typed).map(({ kind, text, negated }) => `${negated ? "-" : ""}${kind}:${text}`);

it("reads words, phrases, what to leave out, and beginnings", () => {
  expect(read('cast Iron "Rust all" -soap pan*')).toEqual([
    ...["word:cast", "word:iron", "exact:rust all", "-word:soap", "beginning:pan"],
  ]);
  expect(read('-"not so" "open')).toEqual(["-exact:not so", "exact:open"]);
});

it("takes words out of their punctuation, and leaves signs that are of them", () => {
  expect(read("(hello), «world»! end. e-mail don't and/or user@host.com")).toEqual(
    ["hello", "world", "end", "e-mail", "don't", "and/or", "user@host.com"].map((word) => `word:${word}`),
  );
  expect(read("C++, C# .NET $5 5€ #tag @name 100% arr[0].map")).toEqual(
    ["c++", "c#", ".net", "$5", "5€", "#tag", "@name", "100%", "arr[0].map"].map((text) => `exact:${text}`),
  );
});

it("looks for words of scripts without spaces, and for symbols, as they stand", () => {
  expect(read("数学 なぜ，-ภาษา 한국 -ภาษา مَرْحَبًا")).toEqual([
    ...["exact:数学", "exact:なぜ", "exact:ภาษา", "exact:한국", "-exact:ภาษา", "word:مرحبا"],
  ]);
  expect(read("🙂 € ❤️ 👩🏽‍💻 -🙃")).toEqual(["exact:🙂", "exact:€", "exact:❤", "exact:👩🏽💻", "-exact:🙃"]);
});

it("passes punctuation over between words, and says where there is nothing else", () => {
  expect(read("salt & pepper - “or” sugar")).toEqual(["word:salt", "word:pepper", "word:or", "word:sugar"]);
  for (const typed of [' -- "" *** …', "-***", '"', "\u200B", "?!", "\u0301"]) {
    expect(read(typed)).toEqual([]);
    expect(whyUnsearchable(typed)).toContain("nothing but punctuation");
  }
  expect(whyUnsearchable("a ".repeat(12))).toBeNull();
  expect(whyUnsearchable("a ".repeat(13))).toContain("At most 12 words");
});
