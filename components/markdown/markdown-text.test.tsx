import { render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ReplyText } from "../transcript/turn-text";
import { formulaMoment } from "./inline-tokens";
import * as lexing from "./lex-markdown";
import { MarkdownText } from "./reading";

// Fetched when the first formula is met; these tests are about what it draws.
await formulaMoment.load();

function show(text: string) {
  return render(<MarkdownText text={text} />).container;
}

describe("MarkdownText", () => {
  it("draws tables, lists, quotes and headings", () => {
    show("# Plan\n\n| a | b |\n|:-:|---|\n| 1 | **2** |\n\n3. three\n4. four\n   - deep\n\n> said\n\n- [x] done");
    expect(screen.getByRole("heading", { name: "Plan", level: 3 })).toBeTruthy();
    expect(screen.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["1", "2"]);
    expect(screen.getAllByRole("list")[0]?.getAttribute("start")).toBe("3");
    expect(screen.getAllByRole("listitem")).toHaveLength(4);
    expect(screen.getByRole("blockquote").textContent).toBe("said");
    expect(screen.getByRole("img", { name: "Done" })).toBeTruthy();
  });

  it("sets code apart, from left to right, with its language and a button that copies it", () => {
    show("Try:\n\n```py\nprint('`x`')\n```");
    const code = screen.getByRole("region", { name: "Code in py" });
    expect(code.dir).toBe("ltr");
    expect(code.querySelector("pre")?.textContent).toBe("print('`x`')");
    expect(within(code).getByRole("button", { name: "Copy" })).toBeTruthy();
  });

  it("sets formulas as MathML, and shows the source of those that are broken", async () => {
    const all = show("So $x^2$ and $\\frac{a$ and \\[\\sum_i i\\]");
    await waitFor(() => expect(all.querySelectorAll("math")).toHaveLength(2));
    expect(all.querySelector("msup")?.textContent).toBe("x2");
    expect(all.textContent).toContain("$\\frac{a$");
  });

  it("runs nothing and fetches nothing of what a model wrote", async () => {
    const all = show(
      [
        "<script>window.hit = 1</script><img src=x onerror=alert(1)><iframe src='//a.org'></iframe>",
        "![a cat](https://evil.example/cat.png) ![](data:image/png;base64,AA)",
        "[one](javascript:alert(1)) [two](data:text/html,x) [three](/settings) [four](vbscript:x) <javascript:alert(1)>",
        "$\\href{javascript:alert(1)}{x}$ $\\includegraphics{https://evil.example/a.png}$ $\\class{a}{x}$",
        "[five](https://ok.example/path 'title')",
      ].join("\n\n"),
    );
    expect(
      all.querySelectorAll("script, img, iframe, [src], [onerror], style, object, embed, form, input"),
    ).toHaveLength(0);
    expect([...all.querySelectorAll("[href]")].map((link) => link.getAttribute("href"))).toEqual([
      "https://ok.example/path",
    ]);
    expect(all.textContent).toContain("<script>window.hit = 1</script>");
    expect(all.textContent).toContain("a cat (https://evil.example/cat.png)");
    expect(all.textContent).toContain("[one](javascript:alert(1))");
  });

  it("says where a link goes, opens it beside the studio, and tells nobody where the reader came from", async () => {
    const all = show("[docs](https://docs.example/x) and https://bare.example/y");
    const [named, bare] = screen.getAllByRole("link");
    expect(named?.getAttribute("rel")).toBe("noreferrer noopener");
    expect(named?.getAttribute("target")).toBe("_blank");
    expect(named?.title).toBe("https://docs.example/x");
    expect(all.textContent).toBe("docs (docs.example) and https://bare.example/y");
    expect(bare?.getAttribute("href")).toBe("https://bare.example/y");
  });

  it("numbers a long list through, though it is cut", () => {
    show(Array.from({ length: 30 }, (_, i) => `${i + 1}. ${"words ".repeat(12)}`).join("\n"));
    const lists = screen.getAllByRole("list");
    expect(lists.length).toBeGreaterThan(1);
    let next = 1;
    for (const list of lists) {
      expect(list.getAttribute("start") ?? "1").toBe(String(next));
      next += within(list).getAllByRole("listitem").length;
    }
    expect(next).toBe(31);
  });

  it.each([
    ["a million backticks", "`".repeat(1_000_000)],
    ["ten thousand quotes in one another", `${">".repeat(10_000)} a`],
    ["a megabyte of words", "word ".repeat(200_000)],
    ["lists in lists", Array.from({ length: 200 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n")],
    ["bold in italics in bold", "*a **b ".repeat(400) + "c** d*".repeat(400)],
    ["braces in braces", `$${"{".repeat(900)}x${"}".repeat(900)}$`],
  ])("shows %s", (_, text) => {
    const all = show(text);
    expect(all.textContent?.length).toBeGreaterThan(0);
  });
});

describe("a reply that is being written", () => {
  afterEach(() => vi.restoreAllMocks());

  const reply = `# Title\n\n${"Some **bold** words in a paragraph.\n\n".repeat(20)}- a\n- b\n\n\`\`\`js\nlet x;\n\`\`\`\n\nThe end $x$.`;

  it("ends up as the same reply that came whole", async () => {
    const { container, rerender } = render(<MarkdownText text="" writing />);
    for (let end = 0; end <= reply.length; end += 3) rerender(<MarkdownText text={reply.slice(0, end)} writing />);
    rerender(<MarkdownText text={reply} />);
    const whole = render(<MarkdownText text={reply} />);
    await waitFor(() => expect(whole.container.querySelector("math")).not.toBeNull());
    await waitFor(() => expect(container.innerHTML).toBe(whole.container.innerHTML));
  });

  it("reads only the part that grows again, and a long part only once it has grown by a sixteenth", async () => {
    const lex = vi.spyOn(lexing, "lexMarkdown");
    const { rerender } = render(<MarkdownText text={reply} writing />);
    await waitFor(() => expect(lex).toHaveBeenCalled());
    lex.mockClear();
    rerender(<MarkdownText text={`${reply} More`} writing />);
    expect(lex.mock.calls).toEqual([["The end $x$. More"]]);

    const long = "word ".repeat(1_000);
    rerender(<MarkdownText text={long} writing />);
    lex.mockClear();
    for (let i = 1; i <= 100; i++) rerender(<MarkdownText text={`${long}${"w ".repeat(i)}`} writing />);
    expect(lex.mock.calls.length).toBeLessThanOrEqual(1);
    expect(document.body.textContent).toContain("w w w");
  });
});

it("shows the words of a reply plainly until the code comes that draws them", async () => {
  const { container } = render(<ReplyText text="**Bold** words" writing />);
  expect(container.textContent).toBe("**Bold** words");
  await waitFor(() => expect(container.querySelector("strong")?.textContent).toBe("Bold"));
});
