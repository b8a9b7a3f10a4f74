import type { Token } from "marked";
import { describe, expect, it } from "vitest";
import { lexMarkdown } from "./lex-markdown";

type Node = { type: string; text?: string; tex?: string; tokens?: Token[]; items?: Token[] };

/** Types and words of the leaves, in order. */
function leaves(tokens: readonly Token[] | null | undefined): string[] {
  return (tokens ?? []).flatMap((token) => {
    const { type, text, tex, tokens: inner, items } = token as Node;
    const below = leaves(inner ?? items);
    return below.length > 0 ? below.map((leaf) => `${type}>${leaf}`) : [`${type}:${tex ?? text ?? ""}`];
  });
}
const inline = (source: string) => leaves(lexMarkdown(source)).map((leaf) => leaf.replace(/^paragraph>/, ""));

describe("formulas", () => {
  it.each([
    ["$x^2$", "x^2"],
    ["\\(x^2\\)", "x^2"],
    ["$$x^2$$", "x^2"],
    ["\\[x^2\\]", "x^2"],
    ["$\\$5 + x$", "\\$5 + x"],
    ["$n$", "n"],
    ["$|x|$", "|x|"],
  ])("are found in %s", (source, tex) => {
    expect(inline(`so ${source}, then`)).toEqual(["text:so ", `formula:${tex}`, "text:, then"]);
  });

  it("stand on lines of their own, over several lines, in lists too", () => {
    expect(inline("$$\na\n= b\n$$")).toEqual(["formula:a\n= b"]);
    expect(inline("So:\n\\[\na\n\\]\nend")).toEqual(["text:So:", "formula:a", "text:end"]);
    expect(leaves(lexMarkdown("- x:\n  $$\n  y\n  $$")).join()).toContain("formula:y");
  });

  it.each([
    "$5 and $10",
    "It costs $5, or $7.50 with tax",
    "US$5 to US$10",
    "between $5 and A$ there",
    "$5-$10",
    "a $ b $ c",
    "$100 million in $2 notes",
    "\\$5 and \\$6",
    "$ x$",
    "5$ for the small one and 10$ more",
  ])("are not found in: %s", (source) => {
    expect(leaves(lexMarkdown(source)).filter((leaf) => leaf.includes("formula"))).toEqual([]);
  });

  it("are not looked for in code", () => {
    expect(inline("`$x$`")).toEqual(["codespan:$x$"]);
  });
});

describe("lexMarkdown", () => {
  it("takes HTML, reference links and footnotes for words", () => {
    const types = leaves(
      lexMarkdown("<script>alert(1)</script>\n\n<b>x</b> <!-- c --> [a][b]\n\n[b]: javascript:alert(1)"),
    );
    expect(types.filter((leaf) => /html|def|link/.test(leaf))).toEqual([]);
    expect(types.join("")).toContain("<script>alert(1)</script>");
    expect(types.join("")).toContain("[b]: javascript:alert(1)");
  });

  it("keeps the lines of a poem apart", () => {
    expect(inline("one\ntwo")).toEqual(["text:one", "br:", "text:two"]);
  });

  it("makes Chinese bold also before punctuation", () => {
    expect(inline("**注意：**请看")).toEqual(["strong>text:注意：", "text:请看"]);
  });

  it("strikes out between two tildes, not between two ranges", () => {
    expect(inline("~~gone~~")).toEqual(["del>text:gone"]);
    expect(inline("3~5天，10~20元")).toEqual(["text:3~5天，10~20元"]);
  });

  it("ends a bare address before Chinese words and closing marks", () => {
    expect(inline("见https://example.org/a。后面").join()).toContain("link>text:https://example.org/a,");
    expect(inline("(https://example.org/a).")).toEqual(["text:(", "link>text:https://example.org/a", "text:)."]);
  });
});

describe("what would hold the page up", () => {
  /** Time of the processor, which what else runs on the machine does not use up. */
  const within = (ms: number, source: string) => {
    const start = process.cpuUsage();
    const tokens = lexMarkdown(source);
    const { user } = process.cpuUsage(start);
    expect(user / 1_000).toBeLessThan(ms);
    return tokens;
  };

  it.each([
    ["a reply of a megabyte", "word ".repeat(200_000)],
    ["ten thousand quotes in one another", `${">".repeat(10_000)} a`],
    ["a list in a list in a list", `${"- + ".repeat(5_000)}a`],
    ["dollars", "$ ".repeat(49_000)],
    ["formulas that never end", "\\[a ".repeat(24_000)],
    ["a desert of spaces", `a${" ".repeat(99_000)}b`],
    ["stars and underscores", "*a_".repeat(30_000)],
    ["a wide head over short rows", `${"|a".repeat(2_000)}|\n${"|-".repeat(2_000)}|\n${"|b\n".repeat(2_000)}`],
  ])("%s is shown as it is", (_, source) => {
    expect(within(4_000, source)).toBeNull();
  });

  it.each([
    ["a million backticks", "`".repeat(1_000_000)],
    ["backticks and spaces", "` ".repeat(49_000)],
    ["brackets", "[".repeat(99_000)],
    ["links in links", "[a](".repeat(24_000)],
    ["images in images", "![".repeat(49_000)],
    ["dollars and letters", `$a ${"b".repeat(40)}`.repeat(1_900)],
    ["formulas whose end never comes", `\\[a ${"b".repeat(40)}`.repeat(1_900)],
    ["spaces", `a${" ".repeat(499)}`.repeat(190)],
    ["less-than signs", "<".repeat(99_000)],
    ["addresses", "http://a".repeat(12_000)],
    ["pipes", "|".repeat(49_000)],
    ["deep lists", Array.from({ length: 300 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n")],
    ["lines of a poem", "a  \n".repeat(20_000)],
  ])("%s takes a moment at most", (_, source) => {
    within(4_000, source);
  });
});
