import fc from "fast-check";
import { expect, test } from "vitest";
import { createReplySplitter } from "./split-reply";

function split(chunks: string[], stops: string[] = []) {
  const splitter = createReplySplitter(stops);
  const pieces = [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
  const of = (type: string) => pieces.map((piece) => (piece.type === type ? piece.text : "")).join("");
  expect(pieces.every((piece) => piece.text !== "")).toBe(true);
  return { text: of("text"), reasoning: of("reasoning"), stopped: splitter.stopped(), thinking: splitter.thinking() };
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
];

test.each(cases)("%j says %j and thinks %j, however it is cut", (whole, text, reasoning) => {
  expect(split([whole], ["</s>"])).toMatchObject({ text, reasoning });
  expect(split([...whole], ["</s>"])).toMatchObject({ text, reasoning });
});

test("chunks never matter", () => {
  const parts = fc.array(fc.constantFrom("<think>", "</think>", "</s>", "`", " ", "a", "<", "th"), { maxLength: 10 });
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
