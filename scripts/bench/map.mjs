import { createRequire } from "node:module";
import { chromium } from "@playwright/test";
import { tsImport } from "tsx/esm/api";
import { root } from "../base/project.mjs";
import { chromiumEnv } from "../test/chromium.mjs";
import { figure, latencies } from "./figures.mjs";

/** @typedef {import("../base/ending.mjs").Ending} Ending */

const [points, dimensions, topics] = [50_700, 64, 60];
const frames = 200;

/**
 * A topic map of 50,700 made-up vectors: its projection on one thread, how far it can be trusted, what comes later being placed,
 * and its frames in a real Chromium while it is zoomed and moved. Needs no studio.
 *
 * @param {unknown} _studio
 * @param {Ending} ending
 */
export async function map(_studio, ending) {
  const load = /** @param {string} path */ (path) => tsImport(`../../lib/measures/map/${path}.ts`, import.meta.url);
  const [{ along, principalAxes }, { project }, { qualityOf }, { inBytes, placeOthers }] = await Promise.all(
    ["axes", "project", "quality", "place"].map(load),
  );
  const { seededRandom } = await tsImport("../../lib/base/random.ts", import.meta.url);
  const vectors = madeUp(seededRandom(7), points + 200);
  const old = { ...vectors, numbers: vectors.numbers.subarray(0, points * dimensions), count: points };
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const axes = principalAxes(old, dimensions, 1);
  const flat = along(axes, old);
  const steps = project(flat, 1);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const places = step.value;
  const { user, system } = process.cpuUsage(cpu);
  const took = `${((performance.now() - began) / 1_000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU`;
  figure(`projection of ${points} × ${dimensions} (goal 90 s)`, took);
  figure("memory of the process at most (goal 500 MB)", `${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
  const { trustworthiness, kept } = qualityOf(flat, places, 15, 500);
  figure("trustworthiness; kept of the 15 nearest", `${trustworthiness.toFixed(4)}; ${kept.toFixed(3)}`);

  const bytes = inBytes(flat);
  const times = Array.from({ length: 200 }, (_, i) => {
    const start = (points + i) * dimensions;
    const numbers = vectors.numbers.subarray(start, start + dimensions);
    const at = performance.now();
    placeOthers({ numbers, count: 1, dimensions }, { axes, flat: bytes, places });
    return performance.now() - at;
  });
  figure("one dialogue placed (goal 50 ms)", latencies(times, 1));
  for (const [density, name] of /** @type {const} */ ([
    [1, "1440 × 640"],
    [2, "the same on a dense screen"],
  ]))
    figure(`a frame, ${name} (goal 10 ms)`, latencies(await framesOf(ending, [...places], density), 1));
}

/**
 * Topics of about six dimensions each, some large and some small.
 *
 * @param {() => number} random
 * @param {number} count
 */
function madeUp(random, count) {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const list = /** @param {number} length */ (length) => Array.from({ length }, normal);
  const middles = Array.from({ length: topics }, () => ({
    middle: list(dimensions),
    spread: Array.from({ length: 6 }, () => list(dimensions)),
  }));
  const numbers = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const { middle, spread } = middles[Math.floor(topics * random() ** 1.5)] ?? { middle: [], spread: [] };
    const along = list(6);
    for (let i = 0; i < dimensions; i++)
      numbers[row * dimensions + i] = spread.reduce(
        (sum, axis, j) => sum + 0.35 * (along[j] ?? 0) * (axis[i] ?? 0),
        (middle[i] ?? 0) + 0.35 * normal(),
      );
  }
  return { numbers, count, dimensions };
}

/** The page that is measured: the map's own drawing into a canvas, and a clock. */
const page = `
  import { mapSide } from "./lib/domain/statistics/packed-map";
  import { shuffledOrder } from "./components/statistics/map/map-groups";
  import { wholeView, zoomed, panned } from "./components/statistics/map/map-view";
  import { paintPoints } from "./components/statistics/map/paint-points";

  window.draw = (given, density, frames) => {
    const size = { width: 1440, height: 640 };
    const canvas = document.body.appendChild(document.createElement("canvas"));
    [canvas.width, canvas.height] = [size.width * density, size.height * density];
    const context = canvas.getContext("2d");
    const image = new ImageData(canvas.width, canvas.height);
    const places = Uint16Array.from(given, (one) => Math.round(mapSide * one));
    const count = places.length / 2;
    const drawing = { places, groups: Uint8Array.from({ length: count }, (_, i) => i % 3), order: shuffledOrder(count) };
    const ground = { pixels: new Uint32Array(image.data.buffer), width: canvas.width, height: canvas.height, density };
    const [colours, faded] = [Uint32Array.of(0xff2244aa, 0xffaa4422, 0xff44aa22), Uint32Array.of(0x2d2244aa, 0x2daa4422, 0x2d44aa22)];
    let view = wholeView(size);
    const times = [];
    for (let i = 0; i < frames; i++) {
      const began = performance.now();
      view = i < frames / 2 ? zoomed(view, size, 1.02, { x: 500, y: 300 }) : panned(view, size, { x: 3, y: 1 });
      paintPoints(ground, drawing, view, colours, { points: null, faded });
      context.putImageData(image, 0, 0);
      context.getImageData(0, 0, 1, 1);
      times.push(performance.now() - began);
    }
    canvas.remove();
    return times;
  };
`;

/**
 * @param {Ending} ending
 * @param {number[]} places
 * @param {1 | 2} density
 * @returns {Promise<number[]>}
 */
async function framesOf(ending, places, density) {
  const { CHROMIUM } = await chromiumEnv(ending.begun);
  const args = ["--no-sandbox", "--disable-gpu"];
  const browser = await chromium.launch({ executablePath: CHROMIUM || undefined, args });
  ending.atEnd(() => browser.close());
  const tab = await browser.newPage();
  await tab.setContent("<!doctype html><body></body>");
  await tab.addScriptTag({ content: await bundled() });
  const times = await tab.evaluate(
    ([places, density, frames]) => Reflect.get(window, "draw")(places, density, frames),
    /** @type {const} */ ([places, density, frames]),
  );
  await browser.close();
  return times;
}

/** esbuild comes with tsx, which the studio runs on. */
async function bundled() {
  const require = createRequire(createRequire(import.meta.url).resolve("tsx"));
  /** @type {typeof import("esbuild")} */
  const { build } = require("esbuild");
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    alias: { "@": root },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
