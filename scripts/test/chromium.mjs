import fs from "node:fs";
import path from "node:path";
import { lastLines, run, runNode } from "../base/command.mjs";
import { Explained } from "../base/explained.mjs";
import { narrate } from "../base/narrate.mjs";
import { bin } from "../base/project.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The environment that makes Playwright use a Chromium which really starts here: CHROMIUM if set, the system's, one on
 * PATH, Playwright's own, or Playwright's own after installing it.
 * @param {AbortSignal | undefined} signal
 */
export async function chromiumEnv(signal) {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(path.delimiter)];
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).filter(fs.existsSync);
  for (const candidate of [process.env.CHROMIUM ?? "", ...found].filter(Boolean)) {
    // Ubuntu's chromium-browser is a stub that only tells you to install a snap: being there is not enough.
    const { code } = await run(candidate, ["--version"], { signal });
    if (code === 0) return { CHROMIUM: candidate };
  }
  if (await ownStarts(signal)) return { CHROMIUM: "" };
  narrate("no Chromium here, asking Playwright to install its own");
  const install = await runNode([bin.playwright, "install", "chromium"], { signal });
  if (install.code === 0 && (await ownStarts(signal))) return { CHROMIUM: "" };
  throw new Explained(`The browser tests need Chromium, and there is none. Install it (Debian: \`apt-get install chromium\`),
or name one: CHROMIUM=/path/to/chrome npm test. Playwright could not install its own:\n${lastLines(install.output, 15)}`);
}

/** @param {AbortSignal | undefined} signal */
async function ownStarts(signal) {
  const program = `
    import { chromium } from "@playwright/test";
    const browser = await chromium.launch({ args: ["--no-sandbox"] });
    await browser.close();`;
  const { code } = await runNode(["--input-type=module", "--eval", program], { signal });
  return code === 0;
}
