import { countTokens as countByLibrary } from "gpt-tokenizer/encoding/o200k_base";
import { expect, it } from "vitest";
import { readCorpus } from "./embedded/corpus";
import { loadTokenCounter } from "./tokens";

const countTokens = await loadTokenCounter();

// The counts of OpenAI's cookbook, "How to count tokens with tiktoken", for o200k_base.
it.each([
  ["", 0],
  ["tiktoken is great!", 6],
  ["antidisestablishmentarianism", 6],
  ["2 + 2 = 4", 7],
  ["お誕生日おめでとう", 8],
])("counts %j", (text, tokens) => {
  expect(countTokens(text)).toBe(tokens);
});

it("counts what looks like a control token as the text it is", () => {
  expect(countTokens("<|endoftext|>")).toBeGreaterThan(1);
  expect(countTokens("a <|im_start|> b <|endofprompt|>")).toBeGreaterThan(6);
});

it("survives lone surrogates, and NUL", () => {
  expect(countTokens("\ud83d \u0000")).toBeGreaterThan(0);
  expect(countTokens("\u0000a".repeat(10))).toBeGreaterThan(10);
});

it("loads its tables once", () => {
  expect(loadTokenCounter()).toBe(loadTokenCounter());
});

it("counts a text of one endless word within a few per cent, in linear time", () => {
  const short = countTokens("a".repeat(900));
  const long = countTokens("a".repeat(900_000));
  expect(long / short).toBeGreaterThan(950);
  expect(long / short).toBeLessThan(1_050);
});

it("counts whole texts as the tokenizer does", () => {
  const others = [
    "Straße, 数学归纳法 und 100 % \r\n\r\n\tC'est l'été's end!!",
    "  a\n b  \u00a0 c ",
    "👩🏽‍💻👩🏽‍💻",
    "I'LL don'T 12345678",
  ];
  const texts = [...others, ...readCorpus().flatMap(({ turns }) => turns.map(({ text }) => text))];
  expect(texts.map(countTokens)).toEqual(texts.map((text) => countByLibrary(text)));
});
