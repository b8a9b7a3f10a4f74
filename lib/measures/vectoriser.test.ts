import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { ownVectoriser, vectorOf, wordsOfText } from "./vectoriser";

function cosine(a: string, b: string): number {
  const [one, other] = [must(vectorOf(a), a), must(vectorOf(b), b)];
  return one.reduce((sum, x, i) => sum + x * (other[i] as number), 0);
}

it("gives the same unit vector each time, whatever case and width the text is in", () => {
  const vector = must(vectorOf("How do vaccines work?"), "vector");
  expect(vector).toHaveLength(ownVectoriser.dimensions);
  expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  expect(vectorOf("HOW do ｖaccines work!")).toEqual(vector);
  // On every machine: these are kept beside what other machines made.
  expect([...vector.subarray(0, 4)].map((x) => x.toFixed(6))).toMatchInlineSnapshot(`
    [
      "-0.043560",
      "0.000000",
      "0.028633",
      "-0.051104",
    ]
  `);
});

it("finds texts near that share words or their stems, and others far", () => {
  expect(cosine("How do vaccines work?", "Explain how a vaccine works")).toBeGreaterThan(0.2);
  expect(cosine("How do vaccines work?", "Write a poem about the sea")).toBeLessThan(0.15);
  expect(cosine("What is the and of it to you?", "the sea is to you")).toBeLessThan(cosine("sea", "the sea is to you"));
});

it("segments languages that put no spaces between words", () => {
  expect(wordsOfText("日本語を勉強しています")).toContain("勉強");
  expect(cosine("日本語を勉強しています", "勉強したいです")).toBeGreaterThan(
    cosine("日本語を勉強しています", "天気はどう"),
  );
  expect(wordsOfText("ภาษาไทย ok").at(-1)).toBe("ok");
});

it("has a vector for a turn of emoji alone, and none for a blank one", () => {
  expect(cosine("😀😀", "😀")).toBeCloseTo(1, 6);
  expect(vectorOf(" \n\u200b ")).toBeNull();
  expect(vectorOf("")).toBeNull();
});
