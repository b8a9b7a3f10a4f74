import { fork } from "node:child_process";
import { once } from "node:events";
import { inProject } from "../base/project.mjs";
import { figure, median } from "./figures.mjs";
import { startUpstream } from "./upstream.mjs";

/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {{ replies: number, wrong: number, tokens: number, seconds: number, cpuSeconds: number }} Told */
/** @typedef {"studio" | "openai" | "undici"} Way */

const atOnce = 64;
const windowMs = 4_000;
const rounds = 3;
const names = {
  studio: "read by the studio's port to a model",
  openai: "comparator: the openai package's own loop",
  undici: "comparator: undici by hand, split and JSON.parse",
};
const inTurn = /** @type {const} */ (["openai", "studio", "undici"]);

/**
 * CPU of the reading process for each chunk of a reply, for replies that come at once and for those that come token by token.
 * Needs no studio.
 *
 * @param {null} _
 * @param {Ending} ending
 */
export async function reading(_, ending) {
  const upstream = await startUpstream();
  ending.atEnd(upstream.stop);
  for (const speech of ["200x0", "200x5"]) await measure(upstream.baseUrl, speech);
}

/**
 * All ways take turns, forwards and backwards, so that none gets the quiet minutes.
 *
 * @param {string} baseUrl
 * @param {string} speech
 */
async function measure(baseUrl, speech) {
  /** @type {Record<Way, Told[]>} */
  const measured = { openai: [], studio: [], undici: [] };
  for (let round = 0; round < rounds; round++)
    for (const way of round % 2 === 0 ? inTurn : inTurn.toReversed())
      measured[way].push(await read(way, baseUrl, speech));
  const [tokens, paceMs] = speech.split("x");
  const how = paceMs === "0" ? "at once" : `one each ${paceMs} ms`;
  const cpuOf = /** @param {Way} way */ (way) =>
    median(measured[way].map(({ cpuSeconds, tokens: chunks }) => (cpuSeconds * 1e6) / chunks));
  for (const way of inTurn) {
    const rate = median(measured[way].map(({ replies, seconds }) => replies / seconds));
    const wrong = measured[way].reduce((sum, told) => sum + told.wrong, 0);
    const replies = measured[way].reduce((sum, told) => sum + told.replies, 0);
    figure(
      names[way],
      `${cpuOf(way).toFixed(2)} µs of CPU a chunk; ${rate.toFixed(0)} replies/s; ${wrong} of ${replies} with another text`,
    );
  }
  const ratios = `${(cpuOf("studio") / cpuOf("openai")).toFixed(2)} × the openai package, ${(cpuOf("studio") / cpuOf("undici")).toFixed(2)} × undici by hand`;
  figure(
    `ratio, ${tokens} tokens ${how}, ${atOnce} replies at once`,
    `${ratios} (n ${rounds} windows of ${windowMs / 1000} s each)`,
  );
}

/**
 * @param {Way} way
 * @param {string} baseUrl
 * @param {string} speech
 * @returns {Promise<Told>}
 */
async function read(way, baseUrl, speech) {
  const args = [way, baseUrl, speech, atOnce, windowMs].map(String);
  const [told] = await once(fork(inProject("scripts/bench/reading-loop.mjs"), args), "message");
  return told;
}
