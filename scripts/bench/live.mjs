import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { chromiumEnv } from "../test/chromium.mjs";
import { launchRun, untilRun } from "./bench-studio.mjs";
import { cpuPer1000, machineTime, usedCpu } from "./cpu.mjs";
import { figure, latencies } from "./figures.mjs";
import { installPaintProbe } from "./paint-probe.mjs";
import { readTokens } from "./upstream.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("@playwright/test").Browser} Browser */

const warmUpMs = 5_000;
const windowMs = 15_000;
const tokensPerSecond = 50;
const speech = `250x${1_000 / tokensPerSecond}`;

/**
 * How old a token is when it is painted, and whether the page stays smooth, with 50 and with 200 dialogues.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function live(studio, ending) {
  const { CHROMIUM } = await chromiumEnv(ending.begun);
  const browser = await chromium.launch({
    executablePath: CHROMIUM || undefined,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });
  ending.atEnd(() => browser.close());
  figure("comparator: frames per second of an empty page", (await idleFrames(browser)).toFixed(1));
  for (const dialogues of [50, 200]) await watchWall(studio, browser, dialogues, ending.begun);
  await browser.close();
}

/**
 * @param {BenchStudio} studio
 * @param {Browser} browser
 * @param {number} dialogues
 * @param {AbortSignal} signal
 */
async function watchWall(studio, browser, dialogues, signal) {
  const run = await launchRun(studio, { name: `Wall of ${dialogues}`, speech, dialogues, concurrency: dialogues });
  await untilRun(studio, run.id, ({ byStatus }) => byStatus.running >= dialogues, signal);
  const { page, close } = await openWall(studio, browser, run.id);
  await page.waitForFunction(() => /@[0-9a-z]+\.[0-9a-z]+\./.test(document.body.textContent ?? ""), null, {
    timeout: 30_000,
  });
  await sleep(warmUpMs, undefined, { signal });

  const readers = new AbortController();
  const direct = readReplies(studio, readers.signal);
  const stream = readStream(studio, run.id, readers.signal);
  const cpu = usedCpu();
  const machine = machineTime();
  await page.evaluate(() => window.paintProbe.begin());
  await sleep(windowMs, undefined, { signal });
  const cpuAfter = usedCpu();
  const machineAfter = machineTime();
  const seen = await page.evaluate(() => window.paintProbe.end());
  readers.abort();

  const rate = `${dialogues} dialogues × ${tokensPerSecond} tokens/s`;
  const perSecond = /** @param {number} count */ (count) => `${(count / seen.seconds).toFixed(0)}/s`;
  figure(`${rate}: model → painted`, latencies(seen.ages));
  figure("  model → parsed by an SSE client in Node", latencies(await stream));
  figure("  comparator: model → read straight from the endpoint", latencies(await direct));
  figure(
    "  tokens painted, of those the stream brought",
    `${perSecond(seen.ages.length)} of ${perSecond((await stream).length)}`,
  );
  figure("  CPU, ms per 1,000 tokens the stream brought", cpuPer1000(cpu, cpuAfter, (await stream).length));
  const busy = (machineAfter.busy - machine.busy) / (machineAfter.all - machine.all);
  figure("  all cores of the machine busy, the bench itself included", `${(busy * 100).toFixed(0)} %`);
  figure("  replies seen growing on the wall", `${seen.replies}`);
  const tasks = seen.longTasks;
  const longest = tasks.length > 0 ? `, longest ${Math.max(...tasks).toFixed(0)} ms` : "";
  figure(
    "  long tasks (over 50 ms); frames per second",
    `${tasks.length}${longest}; ${perSecond(seen.frames)} (n ${seen.seconds.toFixed(0)} s)`,
  );
  const [worst] = seen.longFrames.sort((a, b) => b.duration - a.duration);
  const ms = /** @param {number} value */ (value) => `${value.toFixed(0)} ms`;
  if (worst)
    figure(
      "  longest frame: all of it, our scripts, style and layout",
      [worst.duration, worst.inScripts, worst.inLayout].map(ms).join(", "),
    );
  await close();
  await studio.api(`POST /runs/${run.id}/stop`);
  await untilRun(studio, run.id, ({ byStatus }) => byStatus.running === 0, signal);
}

/**
 * @param {BenchStudio} studio
 * @param {Browser} browser
 * @param {string} runId
 */
async function openWall({ url, signIn }, browser, runId) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const cookies = (await signIn()).split("; ").map((cookie) => {
    const [name, ...value] = cookie.split("=");
    return { name, value: value.join("="), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.addInitScript(installPaintProbe);
  await page.goto(`${url}/live?run=${runId}`);
  return { page, close: () => context.close() };
}

/** @param {Browser} browser */
async function idleFrames(browser) {
  const page = await browser.newPage();
  await page.addInitScript(installPaintProbe);
  await page.goto("data:text/html,<p>idle");
  await page.evaluate(() => window.paintProbe.begin());
  await sleep(3_000);
  const { frames, seconds } = await page.evaluate(() => window.paintProbe.end());
  await page.close();
  return frames / seconds;
}

/**
 * Ages of all tokens that the event stream of the run brings, until told to stop.
 *
 * @param {BenchStudio} studio
 * @param {string} runId
 * @param {AbortSignal} signal
 */
async function readStream({ url, token }, runId, signal) {
  /** @type {number[]} */
  const ages = [];
  const response = await fetch(`${url}/api/v1/events?run=${runId}&detail=tile`, {
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  await eachLine(response.body ?? [], (line) => {
    if (!line.startsWith("data: ")) return;
    const frame = JSON.parse(line.slice(6));
    if (frame.type !== "delta") return;
    const now = Date.now();
    for (const { at } of readTokens(frame.text)) ages.push(now - at);
  });
  return ages;
}

/**
 * Ages of the tokens of one more dialogue, read without a studio in between: what the machine itself costs.
 *
 * @param {BenchStudio} studio
 * @param {AbortSignal} signal
 */
async function readReplies({ upstream }, signal) {
  /** @type {number[]} */
  const ages = [];
  while (!signal.aborted) {
    const response = await fetch(`${upstream.baseUrl}/chat/completions`, {
      method: "POST",
      body: JSON.stringify({ model: speech }),
      signal,
    }).catch(() => undefined);
    await eachLine(response?.body ?? [], (line) => {
      const now = Date.now();
      for (const { at } of readTokens(line)) ages.push(now - at);
    });
  }
  return ages;
}

/**
 * Whole lines of a body, up to its end or until it is cut.
 *
 * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} body
 * @param {(line: string) => void} take
 */
async function eachLine(body, take) {
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for await (const bytes of body) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    }
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}
