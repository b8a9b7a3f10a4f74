import fc from "fast-check";
import { expect, test } from "vitest";
import { createReplySplitter } from "./split-reply";

function split(chunks: string[], stops: string[] = []) {
  const splitter = createReplySplitter(stops);
  const pieces = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  expect(pieces.every((piece) => piece.text !== "")).toBe(true);
  return { ...splitter.written(), stopped: splitter.stopped(), thinking: splitter.thinking() };
}

const cases: [string, string, string][] = [
  ["hello", "hello", ""],
  [" hello ", " hello ", ""],
  ["<think>hm</think>\n\nhello", "hello", "hm"],
  ["\n <think>hm</think> hello", "hello", "hm"],
  ["<thinking>a</thinking><think>b</think>c", "c", "ab"],
  ["well <think>hm</think> hello", "well  hello", "hm"],
  ["the tag `<think>` opens", "the tag `<think>` opens", ""],
  ["1 < 2 and <thin>", "1 < 2 and <thin>", ""],
  ["<think>never closed", "", "never closed"],
  ["<think></think>", "", ""],
  ["one</s>two", "one", ""],
  ["<think>a</s>b</think>one</s>", "one", "a</s>b"],
  ["ends with <", "ends with <", ""],
  // Marks of other models
  ["<THINK>hm</Think>hello", "hello", "hm"],
  ['<think budget="9" x>hm</think>hello', "hello", "hm"],
  ["<thought>hm</thought>hello", "hello", "hm"],
  ["<reasoning>hm</reasoning>\nhello", "hello", "hm"],
  ["<seed:think>hm</seed:think>hello", "hello", "hm"],
  ["[THINK]The person wants rice.[/THINK]Boil the rice.", "Boil the rice.", "The person wants rice."],
  ["◁think▷hm◁/think▷hello", "hello", "hm"],
  ["<|begin_of_thought|>hm<|end_of_thought|>\n<|begin_of_solution|>hello<|end_of_solution|>", "hello", "hm"],
  ["<|START_THINKING|>hm<|END_THINKING|><|START_RESPONSE|>hello<|END_RESPONSE|>", "hello", "hm"],
  [
    "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>hello<|return|>",
    "hello",
    "hm",
  ],
  ["<|channel|>final<|message|>hello", "hello", ""],
  ["<unused94>hm<unused95>hello", "hello", "hm"],
  ["\n\n<think>\n\n</think>\n\nhello", "hello", "\n\n"],
  ["<longcat_think>hm</longcat_think>hello", "hello", "hm"],
  ["<thought_process>hm</thought_process>hello", "hello", "hm"],
  ["<antThinking>hm</antThinking>hello", "hello", "hm"],
  ["<internal_monologue>hm</internal_monologue>hello", "hello", "hm"],
  ["< think >hm</ think >hello", "hello", "hm"],
  ["[BEGIN_OF_THOUGHT]hm[END_OF_THOUGHT]hello", "hello", "hm"],
  ["<｜begin▁of▁thinking｜>hm<｜end▁of▁thinking｜>hello", "hello", "hm"],
  ["<|channel>thought\nhm<channel|>hello", "hello", "hm"],
  ["<|inner_prefix|>hm<|inner_suffix|>hello", "hello", "hm"],
  // An answer in tags, where a thought came before; otherwise they are the text's own
  ["<think>hm</think>\n<answer>hello</answer>", "hello", "hm"],
  ["<answer>hello</answer>", "<answer>hello</answer>", ""],
  // A closing mark alone
  ["The user greets me.\n</think>\n\nhello", "hello", "The user greets me.\n"],
  ["I should answer.</think>hello", "hello", "I should answer."],
  ["so be it</think>\nhello", "hello", "so be it"],
  ["hm.[/THINK]hello", "hello", "hm."],
  ["</think>\n\nhello", "hello", ""],
  ["The user greets me.◁/think▷hello", "hello", "The user greets me."],
  // What cannot be told stays in the text, where it is flagged
  ["what</think> grit?", "what</think> grit?", ""],
  ["Boil the rice.</think>", "Boil the rice.</think>", ""],
  ["<think>hm</think>hello.\n</think>\nbye", "hello.\n</think>\nbye", "hm"],
  ["What is <think> good for?", "What is <think> good for?", ""],
  // Quoted marks are talked about
  ["It says `x </think>`.\nSo?", "It says `x </think>`.\nSo?", ""],
  ["See:\n```\n<think>\na\n</think>\n```\nWhy?", "See:\n```\n<think>\na\n</think>\n```\nWhy?", ""],
  ['the tag "<think>" opens', 'the tag "<think>" opens', ""],
  ["a list [thin] and <theta>", "a list [thin] and <theta>", ""],
];

test.each(cases)("%j says %j and thinks %j, however it is cut", (whole, text, reasoning) => {
  expect(split([whole], ["</s>"])).toMatchObject({ text, reasoning });
  expect(split([...whole], ["</s>"])).toMatchObject({ text, reasoning });
});

test("chunks never matter", () => {
  const parts = fc.array(
    fc.constantFrom(
      "<think>",
      "</think>",
      "</s>",
      "`",
      " ",
      "a",
      "<",
      "th",
      ".",
      "\n",
      "[THINK]",
      "[/THINK]",
      "<|channel|>",
      "final<|message|>",
      "analysis<|message|>",
      "<|end|>",
      "◁think▷",
      "<answer>",
      "<|channel>thought",
      "<channel|>",
    ),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(parts, fc.array(fc.nat(5), { maxLength: 20 }), (words, lengths) => {
      const whole = words.join("");
      let at = 0;
      const chunks = lengths.map((length) => {
        at += length;
        return whole.slice(at - length, at);
      });
      expect(split([...chunks, whole.slice(at)], ["</s>"])).toEqual(split([whole], ["</s>"]));
    }),
  );
});

test("tells where it stands", () => {
  expect(split(["<think>x"]).thinking).toBe(true);
  expect(split(["a</s>b"], ["</s>"]).stopped).toBe(true);
});
