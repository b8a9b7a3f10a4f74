import { describe, expect, it } from "vitest";
import { readableFormats } from "./formats";
import { guessFormat } from "./guess-format";

const guess = (name: string, text: string) => guessFormat(readableFormats("seeds"), name, text)?.id;

describe("guessFormat", () => {
  it("trusts the ending of the name", () => {
    expect(["a.jsonl", "a.NDJSON", "a.csv"].map((name) => guess(name, ""))).toEqual([
      "seed_jsonl",
      "seed_jsonl",
      "seed_csv",
    ]);
  });

  it("looks at the first line otherwise", () => {
    expect(guess("a.txt", '\uFEFF{"question":"Why?"}\n')).toBe("seed_jsonl");
    expect(guess("", "question,answer\nWhy?,So.")).toBe("seed_csv");
    expect(guess("", "topic,question")).toBe("seed_csv");
    expect(guess("", "What is a question, really?\nWhy?")).toBe("seed_lines");
  });
});
