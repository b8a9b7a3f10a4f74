import { expect, it } from "vitest";
import { dialoguesBehind } from "./dialogues-behind";

it("narrows what a data set is found by, and never widens it", () => {
  expect(dialoguesBehind({ dataSet: "dts_1" }, { verdict: "accepted" })).toEqual({
    dataSet: "dts_1",
    verdict: "accepted",
  });
  expect(dialoguesBehind({ verdict: "none,accepted" }, { verdict: "accepted" })).toEqual({ verdict: "accepted" });
  expect(dialoguesBehind({ verdict: "accepted" }, { verdict: "rejected" })).toBeNull();
  expect(dialoguesBehind({ endReason: "budget" }, { endReason: "round_cap" })).toBeNull();
  expect(dialoguesBehind({ flag: "near_empty,answers_like_assistant" }, { flag: "answers_like_assistant" })).toBeNull();
  expect(dialoguesBehind({ flag: "answers_like_assistant" }, { flag: "answers_like_assistant" })).toEqual({
    flag: "answers_like_assistant",
  });
  expect(dialoguesBehind(null, { edited: "yes" })).toBeNull();
});
