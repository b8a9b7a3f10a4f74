import { describe, expect, it } from "vitest";
import { guessFormat } from "./guess-format";

describe("guessFormat", () => {
  it("trusts the ending of the name", () => {
    expect(["a.jsonl", "a.NDJSON", "a.csv"].map((name) => guessFormat(name, ""))).toEqual(["jsonl", "jsonl", "csv"]);
  });

  it("looks at the first line otherwise", () => {
    expect(guessFormat("a.txt", '\uFEFF{"question":"Why?"}\n')).toBe("jsonl");
    expect(guessFormat("", "question,answer\nWhy?,So.")).toBe("csv");
    expect(guessFormat("", "topic,question")).toBe("csv");
    expect(guessFormat("", "What is a question, really?\nWhy?")).toBe("lines");
  });
});
