import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "@playwright/test";
import { inProject, root } from "../base/project.mjs";
import { chromiumEnv } from "../test/chromium.mjs";
import { figure } from "./figures.mjs";
import { markdownReplies, tokensOf } from "./markdown-replies.mjs";

/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {{ drawing: "parts" | "whole", warm: number, window: number }} How */
/** @typedef {{ scripts: number, layout: number }} Cost */

const goalMs = 0.3;
const lengths = [200, 2_000, 20_000];

/** The page that is measured: the transcript's own renderer, a root, and a clock. */
const page = `
  import { flushSync } from "react-dom";
  import { createRoot } from "react-dom/client";
  import { Suspense } from "react";
  import { MarkdownText, ProsePart } from "./components/markdown/reading";

  const drawings = {
    parts: (text) => <MarkdownText text={text} writing />,
    whole: (text) => <div className="space-y-3"><ProsePart source={text} tail="" listFrom={null} /></div>,
  };

  window.write = async (tokens, upTo, { drawing, warm, window }) => {
    const place = document.body.appendChild(document.createElement("div"));
    place.style.width = "680px";
    const root = createRoot(place);
    const draw = (text) => flushSync(() => root.render(<Suspense>{drawings[drawing](text)}</Suspense>));
    let text = tokens.slice(0, upTo - window - warm).join("");
    draw(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    let scripts = 0;
    let layout = 0;
    for (let i = upTo - window - warm; i < upTo; i++) {
      text += tokens[i];
      const start = performance.now();
      draw(text);
      const drawn = performance.now();
      document.body.getBoundingClientRect();
      if (i < upTo - window) continue;
      scripts += drawn - start;
      layout += performance.now() - drawn;
    }
    root.unmount();
    place.remove();
    return { scripts: scripts / window, layout: layout / window };
  };
`;

/**
 * What one more token of a reply costs in a real Chromium: our scripts and React, and beside it style and layout.
 *
 * @param {unknown} _studio
 * @param {Ending} ending
 */
export async function markdown(_studio, ending) {
  const script = await bundled();
  const { CHROMIUM } = await chromiumEnv(ending.begun);
  const browser = await chromium.launch({
    executablePath: CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  ending.atEnd(() => browser.close());
  const tab = await browser.newPage();
  await tab.setContent(`<!doctype html><style>${await styled()}</style><body></body>`);
  await tab.addScriptTag({ content: script });
  /** @type {(tokens: string[], upTo: number, how: How) => Promise<Cost>} */
  const measure = (tokens, upTo, how) =>
    // `write` is what the bundled script puts on the page.
    tab.evaluate(
      ([tokens, upTo, how]) => Reflect.get(window, "write")(tokens, upTo, how),
      /** @type {const} */ ([tokens, upTo, how]),
    );
  /**
   * Three times the same, and the best of it: on a shared machine the rest is what others did meanwhile.
   *
   * @type {(tokens: string[], upTo: number, how: How) => Promise<Cost>}
   */
  async function best(tokens, upTo, how) {
    const seen = [];
    for (let i = 0; i < 3; i++) seen.push(await measure(tokens, upTo, how));
    return { scripts: Math.min(...seen.map((one) => one.scripts)), layout: Math.min(...seen.map((one) => one.layout)) };
  }
  const row = /** @param {Cost} cost */ ({ scripts, layout }) =>
    `${scripts.toFixed(3)} ms, layout ${layout.toFixed(3)} ms`;

  for (const [name, reply] of Object.entries(markdownReplies)) {
    const tokens = tokensOf(reply, Math.max(...lengths));
    await measure(tokens, 400, { drawing: "parts", warm: 0, window: 390 });
    for (const length of lengths) {
      const seen = await best(tokens, length, { drawing: "parts", warm: 20, window: 160 });
      figure(`${name}, at ${length.toLocaleString("en")} tokens (goal ${goalMs})`, row(seen));
    }
  }
  const mixed = tokensOf(markdownReplies["a reply with everything"], 2_000);
  for (const length of lengths.slice(0, 2)) {
    const seen = await best(mixed, length, { drawing: "whole", warm: 2, window: 20 });
    figure(`comparator: the whole reply read with each token, at ${length.toLocaleString("en")}`, row(seen));
  }
  await browser.close();
}

/** The studio's own style sheet: it decides what is laid out together. Its compiler comes with Tailwind. */
async function styled() {
  const from = inProject("app/globals.css");
  const require = createRequire(createRequire(import.meta.url).resolve("@tailwindcss/postcss"));
  const { default: tailwind } = await import("@tailwindcss/postcss");
  const { css } = await require("postcss")([tailwind()]).process(await readFile(from, "utf8"), { from });
  return css;
}

/** The bundler comes with tsx, which runs the worker. */
async function bundled() {
  const { build } = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: root, loader: "tsx" },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    loader: { ".css": "empty" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0].text;
}
