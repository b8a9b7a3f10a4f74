import { describe, expect, it } from "vitest";
import { readCorpus } from "@/lib/models/embedded/corpus";
import { publishedData, readPublished } from "@/lib/testing/published-data";
import { slipsIntoAnswering } from "./role-slip";
import { loadSpokenLanguage } from "./spoken-language";

const spokenLanguage = await loadSpokenLanguage();

type Message = { role: "prompter" | "assistant"; text: string; replies: Message[] };
const withReplies = (message: Message): Message[] => [message, ...message.replies.flatMap(withReplies)];

const shareThatSlips = (texts: string[]) =>
  texts.filter((text) => slipsIntoAnswering(text.replaceAll(/```[\s\S]*?```/g, " "), spokenLanguage)).length /
  texts.length;

// Simulated users as SmolLM2-135M-Instruct wrote them, which nobody scripted.
it.each([
  "Removing a coffee stain from fabric is indeed a process of several steps. Here's a detailed guide:\n\n1. **Cleaning**: Use a mild detergent\n2. **Rinsing**: Use cold water",
  "Baking bread - that's a wonderful task! I'm here to guide you through every step, from the basics of measuring flour to creating your favorite type of bread.",
  "The story of a beacon built on a promise to protect the world is one that transcends generations. This lighthouse at Cape Town has been a symbol of human ingenuity, bravery, and perseverance ever since it was completed in 1859.",
  "You're quite right, the Venus flytrap is an incredible example of how some plants can adapt to extreme conditions. Many animals in shade are adapted to thrive just as much because they also have this ability to survive.",
  "You're welcome. What else would you like?",
])("is seen in %j", (text) => {
  expect(slipsIntoAnswering(text, spokenLanguage)).toBe(true);
});

it.each([
  "Thanks! I tried that with the old whetstone that my grandfather left me and the edge is still dull after half an hour, so I'm not sure if the angle is wrong or the stone is worn out",
  "What can I do at legoland?",
  "Make it shorter, and:\n1. no exclamation marks\n2. name the bakery\n3. end with the opening hours",
  "Here is my draft, please correct it:\n\n# Cover letter\n\nYou should hire me because I make sure that things get done.",
  "that's not what I asked",
  "Me gustaría que el texto fuera más corto y que hablara de la historia de la casa en la que vivió mi abuela, porque la fiesta es para ella y para los primos que vienen de muy lejos a verla",
  "",
])("is not seen in %j", (text) => {
  expect(slipsIntoAnswering(text, spokenLanguage)).toBe(false);
});

it.each([
  ["\n", false],
  [" ", false],
  ["1. ", false],
  ["\n1. a", false],
  ["**", false],
  ["one way to ", true],
])("a turn that repeats %j endlessly does not hold the worker up", (part, slips) => {
  expect(slipsIntoAnswering(part.repeat(200_000 / part.length), spokenLanguage)).toBe(slips);
});

it("is seen in most answers of the corpus when a user says them, and in none of its users' turns", () => {
  const turns = readCorpus().flatMap((dialogue) => dialogue.turns);
  const saidBy = (who: string) => turns.filter(({ speaker }) => speaker === who).map(({ text }) => text);
  expect(shareThatSlips(saidBy("user"))).toBe(0);
  expect(shareThatSlips(saidBy("assistant"))).toBeGreaterThan(0.55);
});

describe.skipIf(publishedData === null)("in published data (skipped where they are absent)", () => {
  const lines = (file: string) => readPublished(file).trim().split("\n");

  it("is seen in two thirds of the answers to people and in at most two of a hundred turns of theirs", () => {
    const messages = lines("oasst/trees_40.jsonl").flatMap((line) => withReplies(JSON.parse(line).prompt));
    const saidBy = (who: string) => messages.filter(({ role }) => role === who).map(({ text }) => text);
    expect(shareThatSlips(saidBy("prompter"))).toBeLessThan(0.02);
    expect(shareThatSlips(saidBy("assistant"))).toBeGreaterThan(0.66);
  });

  it("is seen in at most two of a hundred questions of a benchmark", () => {
    const turns = lines("mt_bench/question.jsonl").flatMap((line) => JSON.parse(line).turns);
    expect(shareThatSlips(turns)).toBeLessThan(0.02);
  });
});
