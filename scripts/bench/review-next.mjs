import { chromium } from "@playwright/test";
import pg from "pg";
import { chromiumEnv } from "../test/chromium.mjs";
import { launchRun } from "./bench-studio.mjs";
import { dialoguesWithDuplicates } from "./duplicate-texts.mjs";
import { figure, latencies } from "./figures.mjs";
import { workInTheProject } from "./people.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("@playwright/test").Browser} Browser */
/** @typedef {import("@playwright/test").Page} Page */

const measured = 200;
const warmUp = 5;
/** A few more than are decided, so that there is always a next one. */
const size = measured + warmUp + 10;

/**
 * From the key that decides an item to the next one painted, in a real Chromium, on items of 15 turns and 9 KB.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function reviewNext(studio, ending) {
  const runId = await fill(studio);
  const spec = { overlap: null };
  const queue = await studio.api("POST /queues", {
    name: "Bench",
    spec,
    guideline: {},
    items: { filter: { run: runId } },
  });
  const { CHROMIUM } = await chromiumEnv(ending.begun);
  const browser = await chromium.launch({
    executablePath: CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });
  ending.atEnd(() => browser.close());
  const page = await openQueue(studio, browser, queue.id);
  for (let item = 0; item < warmUp; item++) await decide(page, item % 2 ? ["x", "Enter"] : ["a"]);
  await page.evaluate(() => window.nextItemProbe.begin());
  // Every tenth is rejected, with the form of the reasons in between; the key that sends is the one that counts.
  for (let item = 0; item < measured; item++) await decide(page, item % 10 === 9 ? ["x", "Enter"] : ["a"]);
  const { paints, blank } = await page.evaluate(() => window.nextItemProbe.end());
  figure("key → next item painted", latencies(paints, 1));
  figure("  comparator: key → any change painted, on the same page", latencies(await measureKeys(page), 1));
  figure("  items that had to be waited for", `${blank} of ${measured}`);
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  const { progress } = (await studio.api(`GET /queues/${queue.id}`)).queue;
  if (progress.answers !== warmUp + measured)
    throw new Error(`${progress.answers} answers arrived of ${warmUp + measured}`);
  figure("  answers that arrived, each once", `${progress.answers} of ${warmUp + measured}`);
  await browser.close();
}

/**
 * Presses the keys once the item can be decided, and waits until another one stands there.
 *
 * @param {Page} page
 * @param {string[]} keys
 */
async function decide(page, keys) {
  await page.locator("aside[aria-label=Decision][aria-busy=false]").waitFor();
  const before = await page.evaluate(() => window.nextItemProbe.item());
  for (const key of keys) await page.keyboard.press(key);
  await page.waitForFunction((item) => ![null, item].includes(window.nextItemProbe.item()), before);
}

/**
 * What the browser takes from a key to a painted change that costs next to nothing: choosing another turn.
 *
 * @param {Page} page
 */
async function measureKeys(page) {
  await page.locator("aside[aria-label=Decision][aria-busy=false]").waitFor();
  await page.evaluate(() => window.nextItemProbe.begin("[aria-current=true]"));
  for (let press = 0; press < 50; press++) {
    const seen = await page.evaluate(() => window.nextItemProbe.paints());
    await page.keyboard.press(press % 2 === 0 ? "j" : "k");
    await page.waitForFunction((count) => window.nextItemProbe.paints() > count, seen);
  }
  return (await page.evaluate(() => window.nextItemProbe.end())).paints;
}

/**
 * @param {BenchStudio} studio
 * @param {Browser} browser
 * @param {string} queueId
 */
async function openQueue({ url, signIn }, browser, queueId) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const cookies = (await signIn()).split("; ").map((cookie) => {
    const [name, ...value] = cookie.split("=");
    return { name, value: value.join("="), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.addInitScript(installProbe);
  await page.goto(`${url}/review/${queueId}`);
  return page;
}

/**
 * Runs in the page. From a key's own time stamp to the end of the frame in which another item (or whatever `selector`
 * names) stands; a frame's own message comes after its paint.
 */
function installProbe() {
  let selector = "[data-turn]";
  /** @type {number[]} */
  let paints = [];
  let blank = 0;
  /** @type {{ at: number, item: string | null, isBlank: boolean } | null} */
  let pressed = null;
  const channel = new MessageChannel();
  const item = () => document.querySelector(selector)?.getAttribute("data-turn") ?? null;
  addEventListener("keydown", ({ timeStamp }) => (pressed = { at: timeStamp, item: item(), isBlank: false }), true);
  channel.port1.onmessage = ({ data }) => paints.push(performance.now() - data);
  requestAnimationFrame(function frame() {
    requestAnimationFrame(frame);
    if (!pressed || item() === pressed.item) return;
    if (item() === null) {
      pressed.isBlank = true;
      return;
    }
    if (pressed.isBlank) blank += 1;
    channel.port2.postMessage(pressed.at);
    pressed = null;
  });
  window.nextItemProbe = {
    item,
    paints: () => paints.length,
    begin: (about = "[data-turn]") => {
      selector = about;
      paints = [];
      blank = 0;
      pressed = null;
    },
    end: () => ({ paints, blank }),
  };
}

/** @param {BenchStudio} studio */
async function fill(studio) {
  const run = await launchRun(studio, { name: "Review", speech: "20x0", dialogues: 1, launch: false });
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  await workInTheProject(database);
  try {
    let number = 0;
    for (const { texts } of dialoguesWithDuplicates(size)) {
      number += 1;
      const id = `dlg_next${String(number).padStart(12, "0")}`;
      await database.query(
        `INSERT INTO dialogue (id, run_id, number, status, end_reason, context_limit, rounds, opening, head_id)
         VALUES ($1, $2, $3, 'ended', 'round_cap', 2048, 7, $4, $5)`,
        [id, run.id, number, texts[0], `${id}_${texts.length - 1}`],
      );
      await database.query(
        `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
         SELECT $1 || '_' || at - 1, $1, CASE WHEN at > 1 THEN $1 || '_' || at - 2 END,
           CASE at % 2 WHEN 1 THEN 'user' ELSE 'assistant' END, text, 'model', at
         FROM unnest($2::text[]) WITH ORDINALITY AS t(text, at)`,
        [id, texts],
      );
    }
  } finally {
    await database.end();
  }
  return run.id;
}
