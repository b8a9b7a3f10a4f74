import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SplitMarkdown, splitMarkdown } from "./split-markdown";

const partsOf = ({ groups, parts }: SplitMarkdown) => [...groups.flat(), ...parts];
const texts = (text: string) => partsOf(splitMarkdown(text)).map((part) => part.text);

describe("splitMarkdown", () => {
  it("cuts at blank lines and sets the inside of a fence apart, with its language", () => {
    const text = "Use a loop:\n```py\nfor i in x:\n\n    print(i)\n```\nThat\nis all.\n\nBye.";
    expect(partsOf(splitMarkdown(text)).map(({ kind, language, text }) => [kind, language, text])).toEqual([
      ["prose", "", "Use a loop:"],
      ["code", "py", "for i in x:\n\n    print(i)"],
      ["prose", "", "That\nis all."],
      ["prose", "", "Bye."],
    ]);
  });

  it("runs an open fence to the end, and closes none on a shorter or a named mark", () => {
    expect(texts("```\nhalf\n\n# no heading")).toEqual(["half\n\n# no heading"]);
    expect(texts("````\n```\nx\n```js\n````\ny")).toEqual(["```\nx\n```js", "y"]);
  });

  it("takes what a fence is set in off its lines", () => {
    expect(texts("  ```\n  a\n    b\n c\n  ```")).toEqual(["a\n  b\nc"]);
  });

  it("keeps a list whole over blank lines, with code, formulas and paragraphs in its items", () => {
    const list =
      "1. One\n\n   more of one\n\n2. Two:\n   ```sh\n   # no heading\n\n   ls\n   ```\n\n3. Three\n   $$\n   - x\n   $$";
    expect(texts(`Steps:\n${list}\n\nDone.`)).toEqual([`Steps:\n${list}`, "Done."]);
  });

  it("ends a list at a paragraph, a heading, and a list of another kind after a blank line", () => {
    expect(texts("- a\n\ntext")).toEqual(["- a", "text"]);
    expect(texts("- a\n# H\ntext")).toEqual(["- a", "# H\ntext"]);
    expect(texts("- a\n\n1. b")).toEqual(["- a", "1. b"]);
  });

  it("cuts a long list between items and says which number comes next", () => {
    const text = Array.from(
      { length: 30 },
      (_, i) => `1. Item ${i + 1} ${"of some length ".repeat(6)}\n   - nested`,
    ).join("\n");
    const parts = partsOf(splitMarkdown(text));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.every((part) => /^1\. Item \d+ /.test(part.text))).toBe(true);
    expect(parts.map(({ listFrom }) => listFrom)).toEqual([
      null,
      ...parts.slice(1).map((part) => Number(/Item (\d+)/.exec(part.text)?.[1])),
    ]);
  });

  it("keeps a table and a quote whole", () => {
    const table = "| a | b |\n|---|---|\n| 1 | 2 |";
    expect(texts(`${table}\n\n> a\n>\n> b\n\nend`)).toEqual([table, "> a\n>\n> b", "end"]);
  });

  it("finds neither lists nor headings inside a formula, and gives a formula up at a blank line", () => {
    expect(texts("$$\na\n- b\n# c\n$$\n\nend")).toEqual(["$$\na\n- b\n# c\n$$", "end"]);
    expect(texts("\\[\na\n\n# Heading\n\n- b")).toEqual(["\\[\na", "# Heading", "- b"]);
  });

  it("has no parts for text without a word", () => {
    expect(texts(" \n\n ")).toEqual([]);
  });

  it("says the same of a text that grew as of one that came whole, and never changes a whole part", () => {
    const piece = fc.constantFrom(
      ..."a|b |# |\n|\n\n|```|```py\n|- |1. |  |    |$$|\\[|\\]|> || |~~~|---|x y|**".split("|"),
      "|",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (pieces, by) => {
        const text = pieces.join("");
        let grown = splitMarkdown("");
        for (let end = by; end < text.length + by; end += by) {
          const next = splitMarkdown(text.slice(0, end), grown);
          expect(partsOf(next).slice(0, grown.groups.flat().length + grown.closed.length)).toEqual([
            ...grown.groups.flat(),
            ...grown.closed,
          ]);
          grown = next;
        }
        expect(partsOf(grown)).toEqual(partsOf(splitMarkdown(text)));
      }),
    );
  });

  it("leaves nothing out: parts hold every word, in order", () => {
    const text = "# T\nintro\n\n- a\n  - b\n\n  c\n\n```\ncode\n```\n> q\n\n$$\nx\n$$\n\n| a |\n|---|\n| z |";
    const words = (source: string) => source.replace(/```/g, "").split(/\s+/).filter(Boolean);
    expect(words(texts(text).join("\n"))).toEqual(words(text));
  });

  it("starts anew when the text is another one, and hands back what it has for the same text", () => {
    const before = splitMarkdown("one\n\ntwo");
    expect(splitMarkdown("one\n\ntwo", before)).toBe(before);
    expect(partsOf(splitMarkdown("other", before)).map(({ text }) => text)).toEqual(["other"]);
  });

  it("groups whole parts, and keeps each group as it is while the text grows", () => {
    const text = "A paragraph.\n\n".repeat(100);
    const before = splitMarkdown(text);
    const after = splitMarkdown(`${text}More.\n\n`, before);
    expect(before.groups.length).toBe(3);
    expect(after.groups.slice(0, 3).every((group, i) => group === before.groups[i])).toBe(true);
  });
});
