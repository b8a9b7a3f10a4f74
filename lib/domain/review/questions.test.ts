import { expect, it } from "vitest";
import { questionsOf, type ReviewAnswer } from "./answer";
import type { LabelField } from "./guideline";

const none = { reasons: [], note: "", labels: {}, turnLabels: {}, edits: [], endMarkId: null, untrained: [] };
const answer = (more: Partial<ReviewAnswer>): ReviewAnswer => ({ verdict: "accepted", ...none, ...more });
const field = { label: "L", required: false } as const;
const options = [
  { key: "a", label: "A" },
  { key: "b", label: "B" },
];
const fields: LabelField[] = [
  { ...field, key: "scale", target: "dialogue", kind: "scale", min: 1, max: 5, minLabel: "", maxLabel: "" },
  { ...field, key: "some", target: "dialogue", kind: "several", options },
  { ...field, key: "turn", target: "turn", kind: "choice", options },
  { ...field, key: "words", target: "dialogue", kind: "text", maxLength: 100 },
];

it("puts each thing that can be agreed on as a question of its own", () => {
  const questions = questionsOf({ reasons: [{ key: "off", label: "Off topic", clause: "Facts" }], fields }, [
    {
      itemId: "i",
      personId: "p",
      answer: answer({ verdict: "rejected", reasons: ["off"], labels: { scale: 4, some: ["b"], words: "x" } }),
    },
    { itemId: "i", personId: "q", answer: answer({ turnLabels: { t1: { turn: "a" } } }) },
  ]);
  const given = Object.fromEntries(questions.map(({ key, ratings }) => [key, ratings.map(({ value }) => value)]));
  expect(given).toEqual({
    verdict: ["rejected", "accepted"],
    off: ["named", "not named"],
    scale: [4],
    "some.a": ["not chosen"],
    "some.b": ["chosen"],
    turn: ["a"],
  });
  expect(questions.find(({ key }) => key === "scale")?.level).toBe("ordinal");
  expect(questions.find(({ key }) => key === "off")?.clause).toBe("Facts");
  expect(questions.find(({ key }) => key === "turn")?.ratings).toEqual([{ item: "i.t1", rater: "q", value: "a" }]);
});
