import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import pg from "pg";
import { chromiumEnv } from "../test/chromium.mjs";
import { launchRun } from "./bench-studio.mjs";
import { figure } from "./figures.mjs";
import { markdownReplies } from "./markdown-replies.mjs";
import { workInTheProject } from "./people.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("@playwright/test").Browser} Browser */
/** @typedef {import("@playwright/test").Page} Page */
/** @typedef {{ frames: number, worst: number, elements: number, height: number }} Way */

const rows = 1_000;
const turns = 500;
const seconds = 5;

/**
 * Frames per second while a person scrolls through 1,000 listed dialogues and through 500 turns, in a real Chromium.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function scroll(studio, ending) {
  const longest = await fillForScrolling(studio);
  const { CHROMIUM } = await chromiumEnv(ending.begun);
  const browser = await chromium.launch({
    executablePath: CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });
  ending.atEnd(() => browser.close());
  const page = await openPage(studio, browser);

  await page.setContent("<!doctype html><body style='height:100000px'>");
  figure("comparator: an empty page of 100,000 px", row(await scrolled(page)));

  await page.goto(`${studio.url}/dialogues`);
  await page.locator("[data-row]").first().waitFor();
  const more = page.getByRole("button", { name: "Show more" });
  for (let tries = 0; tries < 60 && (await more.count()) > 0; tries++) {
    await more.click();
    await sleep(150, undefined, { signal: ending.begun });
  }
  await page.evaluate(() => scrollTo(0, 0));
  figure(`${rows.toLocaleString("en")} listed dialogues`, row(await scrolled(page)));

  await page.goto(`${studio.url}/dialogues/${longest}`);
  await page.locator("[data-turn]").first().waitFor();
  await sleep(2_000, undefined, { signal: ending.begun });
  await page.evaluate(() => scrollTo(0, 0));
  figure(`a dialogue of ${turns} turns`, row(await scrolled(page)));
  figure("  key J → the next turn is marked", `${(await nextTurn(page)).toFixed(0)} ms (median of 20)`);
  await browser.close();
}

/** @param {Way} way */
const row = ({ frames, worst, elements, height }) =>
  `${frames.toFixed(0)} frames/s, longest ${worst.toFixed(0)} ms; ${elements} elements, ${height} px`;

/**
 * From the top down, as fast as a wheel that is turned steadily; the frames of the way.
 *
 * @returns {Promise<Way>}
 *
 * @param {Page} page
 */
function scrolled(page) {
  return page.evaluate(
    (seconds) =>
      new Promise((resolve) => {
        const start = performance.now();
        let before = start;
        let frames = 0;
        let worst = 0;
        requestAnimationFrame(function frame(now) {
          worst = Math.max(worst, now - before);
          before = now;
          frames += 1;
          scrollBy(0, 60);
          if (now - start < seconds * 1_000) {
            requestAnimationFrame(frame);
            return;
          }
          const elements = document.querySelectorAll("*").length;
          const height = document.documentElement.scrollHeight;
          resolve({ frames: frames / seconds, worst, elements, height });
        });
      }),
    seconds,
  );
}

/** @param {Page} page */
async function nextTurn(page) {
  const times = [];
  for (let press = 0; press < 20; press++) {
    const before = await page.locator("[data-turn][aria-current]").getAttribute("data-turn");
    const start = performance.now();
    await page.keyboard.press("j");
    await page.waitForFunction(
      (id) => document.querySelector("[data-turn][aria-current]")?.getAttribute("data-turn") !== id,
      before,
    );
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[10];
}

/**
 * @param {BenchStudio} studio
 * @param {Browser} browser
 */
async function openPage({ url, signIn }, browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const cookies = (await signIn()).split("; ").map((cookie) => {
    const [name, ...value] = cookie.split("=");
    return { name, value: value.join("="), url };
  });
  await context.addCookies(cookies);
  return context.newPage();
}

/**
 * As many dialogues as are listed, one of them long; tells which.
 *
 * @param {BenchStudio} studio
 */
export async function fillForScrolling(studio) {
  const run = await launchRun(studio, { name: "Scroll", speech: "20x0", dialogues: 1, launch: false });
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  await workInTheProject(database);
  try {
    const texts = Array.from({ length: turns }, (_, i) =>
      i % 2 ? markdownReplies["a reply with everything"](i) : `What about number ${i}?`,
    );
    for (let number = 1; number <= rows; number++) {
      const said = number === rows ? texts : texts.slice(0, 2);
      const id = `dlg_scroll${String(number).padStart(8, "0")}`;
      await database.query(
        `INSERT INTO dialogue (id, run_id, number, status, end_reason, context_limit, rounds, opening, head_id)
         VALUES ($1, $2, $3, 'ended', 'round_cap', 2048, $4, $5, $6)`,
        [id, run.id, number, said.length / 2, `Dialogue ${number}: ${said[0]}`, `${id}_${said.length - 1}`],
      );
      await database.query(
        `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
         SELECT $1 || '_' || at - 1, $1, CASE WHEN at > 1 THEN $1 || '_' || at - 2 END,
           CASE at % 2 WHEN 1 THEN 'user' ELSE 'assistant' END, text, 'model', at
         FROM unnest($2::text[]) WITH ORDINALITY AS t(text, at)`,
        [id, said],
      );
    }
    return `dlg_scroll${String(rows).padStart(8, "0")}`;
  } finally {
    await database.end();
  }
}
