import { describe, expect, it } from "vitest";
import { wordDiff } from "./word-diff";

describe("wordDiff", () => {
  it("names what was added and removed, and counts it in words", () => {
    const diff = wordDiff("How do I boil an egg?", "How do I boil two eggs quickly?");
    expect(diff?.parts.filter(({ kind }) => kind === "removed").map(({ text }) => text.trim())).toEqual(["an egg"]);
    expect(diff).toMatchObject({ added: 3, removed: 2 });
  });

  it("keeps both texts readable off the parts", () => {
    const [before, after] = ["One two three.", "One, three and four."];
    const parts = wordDiff(before, after)?.parts ?? [];
    const without = (kind: string) =>
      parts
        .filter((part) => part.kind !== kind)
        .map(({ text }) => text)
        .join("");
    expect(without("removed").replaceAll(/\s/g, "")).toBe(after.replaceAll(/\s/g, ""));
    expect(without("added").replaceAll(/\s/g, "")).toBe(before.replaceAll(/\s/g, ""));
  });

  it("finds words in scripts without spaces", () => {
    expect(wordDiff("我今天很高兴", "我昨天很高兴")).toMatchObject({ added: 1, removed: 1 });
  });

  it("gives up on texts that share too little", () => {
    const words = (prefix: string) => Array.from({ length: 2_000 }, (_, i) => `${prefix}${i}`).join(" ");
    expect(wordDiff(words("a"), words("b"))).toBeNull();
  });

  it("finds nothing in equal texts", () => {
    expect(wordDiff("مرحبا بك", "مرحبا بك")).toMatchObject({ added: 0, removed: 0 });
  });
});
