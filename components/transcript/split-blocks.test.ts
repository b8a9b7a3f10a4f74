import { describe, expect, it } from "vitest";
import { splitBlocks } from "./turn-text";

const turn = "Use a loop:\n\n```py\nfor i in x:\n    print(i)\n```\n\nThat is all.";

describe("splitBlocks", () => {
  it("sets the inside of a fence apart, with its language", () => {
    expect(splitBlocks(turn).map(({ kind, language, text }) => [kind, language, text])).toEqual([
      ["prose", "", "Use a loop:"],
      ["code", "py", "for i in x:\n    print(i)"],
      ["prose", "", "That is all."],
    ]);
  });

  it("runs an open fence to the end", () => {
    expect(splitBlocks("```\nhalf").at(-1)).toMatchObject({ kind: "code", text: "half" });
  });

  it("does not close a fence on a shorter or a named mark", () => {
    expect(splitBlocks("````\n```\nx\n```js\n````\ny").map(({ text }) => text)).toEqual(["```\nx\n```js", "y"]);
  });

  it("leaves all blocks but the last as they were while the text grows", () => {
    const text = `${"A paragraph of some length.\n\n".repeat(60)}${turn}`;
    let before = splitBlocks("");
    for (let end = 1; end <= text.length; end += 7) {
      const after = splitBlocks(text.slice(0, end));
      expect(after.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
      before = after;
    }
    expect(before.length).toBeGreaterThan(3);
  });

  it("has no blocks for text without a word", () => {
    expect(splitBlocks(" \n\n ")).toEqual([]);
  });
});
