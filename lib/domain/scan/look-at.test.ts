import { describe, expect, it } from "vitest";
import { amended, lookAt, withoutHtml, wordOf } from "./look-at";
import { type FindingKind, scanAskedSchema } from "./scan";

describe("residue of HTML", () => {
  it.each([
    [
      '<div class="markdown prose"><p>Use <strong>git</strong>:</p><ul><li>one</li><li>two &amp; three</li></ul></div>',
      "Use **git**:\n\n- one\n- two & three",
    ],
    [
      '<p>a &lt;b&gt; c</p><pre><code class="hljs">x = 1 &lt; 2</code></pre><p>end</p>',
      "a <b> c\n\n```\nx = 1 < 2\n```\n\nend",
    ],
    ["```\npythonCopy code\nprint(1)\n```", "```python\nprint(1)\n```"],
    ["2 / 3\n\nThe answer.", "The answer."],
  ])("is taken out of %s", (text, clean) => {
    expect(withoutHtml(text)).toBe(clean);
  });

  it.each([
    "How do I center a <div> in <body>?",
    'Use `<p class="prose">` like this:\n```html\n<div class="markdown prose">x</div>\n```',
    "if (a < b && c > d) return x;",
    "1 / 2 is a half",
    "AT&amp;T is how it is written in XML",
    "",
  ])("is none of: %s", (text) => {
    expect(withoutHtml(text)).toBe(text);
  });
});

const tools = {
  languageOf: (text: string) => (text.includes("der") ? "de" : "en"),
  countTokens: (text: string) => text.length,
};
const said = (...texts: string[]) => ({
  id: "d",
  turns: texts.map((text, i) => ({
    id: `t${i}`,
    speaker: i % 2 ? ("assistant" as const) : ("user" as const),
    text,
    reasoning: null as string | null,
  })),
});
const asking = (...kinds: FindingKind[]) => scanAskedSchema.parse({ kinds, longest: 60 });
const look = (
  dialogue: ReturnType<typeof said>,
  asked = asking("language", "single", "long", "duplicate"),
  sameBefore: string | null = null,
  likeBefore: string | null = null,
) => lookAt(dialogue, asked, { ...tools, sameBefore, likeBefore }).map(({ kind, text }) => [kind, text]);

describe("a dialogue as a whole", () => {
  it("is found where nobody answers, it is too long, in another language or said before", () => {
    expect(look(said("Hi?"))).toEqual([["single", "Nobody answers in it."]]);
    expect(look(said("x".repeat(50), "y".repeat(20)))).toEqual([["long", "70"]]);
    expect(look(said("Was der Fall ist", "Ja"))).toEqual([["language", "de"]]);
    expect(look(said("A?", "B."), undefined, "first")).toEqual([["duplicate", "first"]]);
  });

  it("is found as nearly the same only where it is not found as the very same", () => {
    expect(look(said("A?", "B."), asking("near"), null, "other")).toEqual([["near", "other"]]);
    expect(look(said("A?", "B."), asking("near", "duplicate"), "first", "other")).toEqual([["duplicate", "first"]]);
    expect(look(said("A?", "B."), asking("near"), "first", "other")).toEqual([["near", "other"]]);
    expect(look(said("A?", "B."), asking("duplicate"), null, "other")).toEqual([]);
  });

  it("is of no other language for curly quotes, accents or code, and of no vendor for being named", () => {
    expect(look(said("“Café” — naïve 😀?", "ChatGPT by OpenAI says: `der`."))).toEqual([]);
  });
});

describe("what was found in texts", () => {
  const dialogue = said("I am at jo@firm.org", "Noted: jo@firm.org and al@firm.org");

  it("is told with what stands around it, also in thoughts", () => {
    const thinking = {
      ...dialogue,
      turns: dialogue.turns.map((turn, i) => (i === 1 ? { ...turn, reasoning: "jo@firm.org!" } : turn)),
    };
    const [first, ...others] = lookAt(thinking, asking("email"), { ...tools, sameBefore: null, likeBefore: null });
    expect(first).toEqual({
      dialogueId: "d",
      turnId: "t0",
      kind: "email",
      text: "jo@firm.org",
      before: "I am at ",
      after: "",
      instead: "[EMAIL]",
    });
    expect(others.map(({ turnId, text }) => [turnId, text])).toEqual([
      ["t1", "jo@firm.org"],
      ["t1", "al@firm.org"],
      ["t1", "jo@firm.org"],
    ]);
  });

  it("is taken out word by word, but for what is left", () => {
    const amends = { kinds: new Set(["email" as const]), words: new Set([wordOf("email", "jo@firm.org")]) };
    expect(dialogue.turns.map(({ text }) => amended(text, amends))).toEqual([
      "I am at [EMAIL]",
      "Noted: [EMAIL] and al@firm.org",
    ]);
    expect(amended("jo@firm.org", { ...amends, kinds: new Set(["phone" as const]) })).toBe("jo@firm.org");
  });
});
