import { describe, expect, it } from "vitest";
import { type FigureId, figureDefinitions } from "./dialogue-figures";
import { type QuestionType, questionTypeOf } from "./question-types";
import { spaced, wordsIn } from "./spoken-words";

const talk = (...texts: string[]) => ({
  turns: texts.map((text, i) => ({
    speaker: i % 2 === 0 ? ("user" as const) : ("assistant" as const),
    text,
    tokens: 1,
  })),
});
const asked = (...questions: string[]) => talk(...questions.flatMap((text) => [text, "Here it is."]));
const values = (id: FigureId, dialogue: ReturnType<typeof talk>) => figureDefinitions[id].values(dialogue);

describe("friction", () => {
  it("is read from what users say, question by question, and empty questions have no value", () => {
    const dialogue = asked(
      "Fix my code, it does not start",
      "that's wrong, you forgot the import",
      "continue please",
      "perfect, thanks",
      "what do you mean by scope?",
      "I meant the outer function",
      "",
    );
    const of = (id: FigureId) => values(id, dialogue);
    expect(of("complaint")).toEqual([0, 1, 0, 0, 0, 0, null]);
    expect(of("asksOn")).toEqual([0, 0, 1, 0, 0, 0, null]);
    expect(of("praise")).toEqual([0, 0, 0, 1, 0, 0, null]);
    expect(of("politeness")).toEqual([0, 0, 1, 1, 0, 0, null]);
    expect(of("asksClarification")).toEqual([0, 0, 0, 0, 1, 0, null]);
    expect(of("givesClarification")).toEqual([0, 0, 0, 0, 0, 1, null]);
    expect(of("accusation")).toEqual([0, 1, 0, 0, 0, 0, null]);
    expect(of("roleSlip")).toEqual([0, 0, 0, 0, 0, 0, null]);
    expect(values("roleSlip", asked("Sure! How can I help you today?"))).toEqual([1]);
  });

  it("finds what is asked again by its words, and by saying so", () => {
    const dialogue = asked(
      "how do I sort a list in python",
      "how do i sort a list in Python?",
      "why",
      "why",
      "As I said, in place",
      "",
    );
    expect(values("asksAgain", dialogue)).toEqual([1, 0, 0, 1, null]);
    expect(values("asksAgain", asked("one question"))).toEqual([]);
  });

  it("counts answers that were given before", () => {
    const dialogue = talk("a", "Yes.", "b", " yes. ", "c", "No.", "d", "");
    expect(values("answerRepeats", dialogue)).toEqual([0, 1, 0, null]);
  });
});

describe("the type of a question", () => {
  it.each<[QuestionType, string[]]>([
    ["how", ["How do I do this?", "ok so how does it work", "hi, how are you?"]],
    ["why", ["why?", "How come it fails?", "But why is that"]],
    ["what", ["What is love", "what's new?"]],
    ["otherWh", ["Which one is better?", "who wrote it", "and when?"]],
    ["yesNo", ["Is it true?", "does it work", "Do you know Paris?", "can I use it?"]],
    [
      "request",
      ["Can you write a poem?", "please go on", "Write a poem", "Explain it to me", "do it", "could you help?"],
    ],
    ["otherQuestion", ["Paris?", "東京はどこですか？", "In which year?"]],
    ["statement", ["I like it", "👍", "Danke", "..."]],
  ])("%s", (type, texts) => {
    expect(texts.map(questionTypeOf)).toEqual(texts.map(() => type));
  });

  it("is one for each question, so that the shares make up the whole", () => {
    const dialogue = asked("Is it?", "", "Write it", "hm", "what");
    const types: QuestionType[] = ["how", "why", "what", "otherWh", "yesNo", "request", "otherQuestion", "statement"];
    const sums = types
      .map((type) => values(type, dialogue))
      .reduce((all, one) => all.map((sum, i) => (sum ?? 0) + (one[i] ?? 0)));
    expect(sums).toEqual([1, 0, 1, 1, 1]);
    expect(values("what", dialogue)[1]).toBeNull();
  });
});

describe("words of languages without spaces", () => {
  it("stand apart, and all other texts are as they were", () => {
    expect(wordsIn("私は東京に住んでいます。")).toContain("東京");
    expect(wordsIn("สวัสดีครับ").length).toBeGreaterThan(1);
    expect(wordsIn("我喜欢 Python 编程")).toContain("python");
    for (const [text, words] of [
      ["Don’t — “you” see O'Neil’s 3rd co-op?", ["don’t", "you", "see", "o'neil’s", "3rd", "co", "op"]],
      ["Don’t — “you” see O'Neil’s 3rd café?", ["don’t", "you", "see", "o'neil’s", "3rd", "café"]],
    ] as const)
      expect(wordsIn(text)).toEqual(words);
    const plain = "It's co-op — 2024, «déjà» vu\n";
    expect(spaced(plain)).toBe(plain);
  });

  it("have a lexical diversity of words, not of clauses", () => {
    const [value] = values("mtld", asked("我喜欢苹果，我喜欢香蕉，我喜欢你。"));
    expect(value).toBeGreaterThan(3);
    expect(values("questionWords", asked("我喜欢苹果"))[0]).toBeGreaterThan(1);
  });
});
