import { expect, test } from "vitest";
import { watchTurn } from "./watchdog";

const path = [
  { speaker: "user", text: "How do I sharpen a kitchen knife at home?" },
  { speaker: "assistant", text: "Use a whetstone." },
] as const;

test.each([
  ["As an AI language model, I cannot feel pain.", ["answers_like_assistant"]],
  ["How can I assist you today?", ["answers_like_assistant"]],
  ["I'd be happy to help with that!", ["answers_like_assistant"]],
  ["Sure! Here is a list of knives", ["answers_like_assistant"]],
  ["I'm ready to discuss anything. What's on your mind?", ["answers_like_assistant"]],
  ["I'm here to help you explore your creative ideas.", ["answers_like_assistant"]],
  ["I'm ready to help. What can I do for you today?", ["answers_like_assistant"]],
  ["I'm ready to help my dad move house, what do I pack first?", []],
  ["I have been trained as a nurse, can I work abroad?", []],
  ["As an AI, do you sleep?", []],
  ["Sure, but does it work for bread knives?", []],
  ["The user wants me to ask about stones", ["leaks_reasoning"]],
  ["I need to respond as the human here. Why?", ["leaks_reasoning"]],
  ["what</think> grit?", ["leaks_reasoning"]],
  ["Human: which grit?", ["leaks_template"]],
  ["which grit?<|im_end|>", ["leaks_template"]],
  ["which grit? [INST]", ["leaks_template"]],
  ["what does ```<s>``` mean in HTML?", []],
  ["how do I sharpen a kitchen knife at home", ["repeats_opening"]],
  ["?", ["near_empty"]],
  ["y", ["near_empty"]],
  ["ok", []],
  ["7", []],
  ["какой камень лучше взять для этого", ["switches_language"]],
  ["¿Y qué piedra me recomiendas para empezar en casa?", ["switches_language"]],
  ["Und welchen Stein nimmt man am besten für den Anfang?", ["switches_language"]],
  ["gracias! and the angle?", []],
  ["Then what is a Schleifstein and where would I buy one?", []],
  ["And what does 砥石 mean in Japanese?", []],
  ["Which grit should I begin with?", []],
])("a user saying %j", (text, flags) => {
  expect(watchTurn({ speaker: "user", text }, [...path])).toEqual(flags);
});

test.each([
  ["I hope this helps! Let me know if you have any questions.", []],
  ["砥石を使ってください。", []],
  ["Assistant: use a stone", ["leaks_template"]],
  ["<think>hm</think>", ["leaks_reasoning"]],
  ["…", ["near_empty"]],
])("an assistant saying %j", (text, flags) => {
  expect(watchTurn({ speaker: "assistant", text }, [...path])).toEqual(flags);
});

test("the first question has nothing to repeat or to switch from", () => {
  expect(watchTurn({ speaker: "user", text: "какой камень лучше?" }, [])).toEqual([]);
});
