import { expect, test } from "vitest";
import { stopRulesSchema } from "@/lib/domain/run";
import { bigramSimilarity } from "@/lib/stats/bigram-similarity";
import { createContextWatch, endingByRounds, endingOfUserTurn } from "./stop-rules";

const rules = stopRulesSchema.parse({ endPhrases: ["Goodbye", "<e>"], maxRounds: 3 });
const path = [
  { speaker: "user", text: "Why is the sky blue?" },
  { speaker: "assistant", text: "Because of scattering. Why do you ask?" },
] as const;

test.each([
  ["", "empty_turn"],
  [" \n", "empty_turn"],
  ["Thanks, GOODBYE!", "end_phrase"],
  ["<e>", "end_phrase"],
  ["why is the sky blue", "repetition"],
  ["Why is the sea blue?", undefined],
  ["Because of scattering. Why do you ask?", undefined],
])("a user turn %j ends by %s", (text, reason) => {
  expect(endingOfUserTurn(text, [...path], rules)?.reason).toBe(reason);
});

const goodbyes = [
  { speaker: "user", text: "Thank you, that was all. Goodbye for now, dear machine!" },
  { speaker: "assistant", text: "You're welcome! Have a great day." },
] as const;

test.each([
  ["Thanks, you too. Bye!", "end_phrase"],
  ["Merci, au revoir", "end_phrase"],
  ["谢谢，再见", "end_phrase"],
  ["Thanks! One more thing: why is the sea blue?", undefined],
  ["Tell me about the sea instead.", undefined],
])("after two farewells %j ends by %s", (text, reason) => {
  const plain = stopRulesSchema.parse({});
  expect(endingOfUserTurn(text, [...path, ...goodbyes], plain)?.reason).toBe(reason);
  expect(endingOfUserTurn(text, [...path], plain)).toBeNull();
  expect(endingOfUserTurn(text, [...path, ...goodbyes], { ...plain, repetition: null })).toBeNull();
});

test("repetition can be switched off and its detail names the question", () => {
  expect(endingOfUserTurn("Why is the sky blue?", [...path], { ...rules, repetition: null })).toBeNull();
  expect(endingOfUserTurn("Why is the sky blue?", [...path], rules)?.detail).toMatch(/question 1/);
});

test.each([
  [2, 3, undefined],
  [3, 3, "round_cap"],
  [9, null, undefined],
])("%i rounds under a cap of %s", (rounds, maxRounds, reason) => {
  expect(endingByRounds(rounds, { ...rules, maxRounds })?.reason).toBe(reason);
});

test.each([
  ["night", "nacht", 0.25], // Dice's textbook pair: ni ig gh ht / na ac ch ht
  ["Hello, World!", "hello world", 1],
  ["今天天气怎么样", "今天天气怎么样？", 1],
  ["a", "b", 0],
  ["?", "!", 0],
  ["?", "?", 1],
])("similarity of %j and %j is %d", (a, b, expected) => {
  expect(bigramSimilarity(a, b)).toBeCloseTo(expected, 10);
  expect(bigramSimilarity(b, a)).toBeCloseTo(expected, 10);
});

test("the room watch trusts the whole text over the sum of its pieces", () => {
  const words = (text: string) => text.split(/\s+/).filter(Boolean).length;
  const passes = createContextWatch(2, words);
  // Five pieces make two words: counted alone they would be five.
  expect(["o", "n", "e ", "tw", "o"].map(passes)).toEqual([false, false, false, false, false]);
  expect(passes(" three")).toBe(true);
});
