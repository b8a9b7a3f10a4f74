import { describe, expect, it } from "vitest";
import { guessFormat, readableFormats } from "./formats";

const guess = (name: string, text: string) => guessFormat(readableFormats("seeds"), name, text)?.id;

describe("guessFormat", () => {
  it("trusts the ending of the name", () => {
    expect(["a.jsonl", "a.NDJSON", "a.csv"].map((name) => guess(name, ""))).toEqual([
      "seed_jsonl",
      "seed_jsonl",
      "seed_csv",
    ]);
  });

  it("knows JSON whatever its name, and tables by their header", () => {
    expect(guess("a.csv", '[\n  {"question": "Why?"}')).toBe("seed_jsonl");
    expect(guess("a.txt", '{"messages": []}')).toBe("seed_jsonl");
    expect(guess("a.txt", "question;answer\nWhy?;So.")).toBe("seed_csv");
    expect(guess("a.tsv", "Why?\tSo.")).toBe("seed_csv");
    expect(guess("a.txt", "id\tprompt\n1\tWhy?")).toBe("seed_csv");
    expect(guess("a.txt", "[sic] what is this?")).toBe("seed_lines");
  });

  it("looks at the first line otherwise", () => {
    expect(guess("a.txt", '\uFEFF{"question":"Why?"}\n')).toBe("seed_jsonl");
    expect(guess("", "question,answer\nWhy?,So.")).toBe("seed_csv");
    expect(guess("", "topic,question")).toBe("seed_csv");
    expect(guess("", "What is a question, really?\nWhy?")).toBe("seed_lines");
  });
});
