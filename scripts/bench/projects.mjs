import { randomUUID } from "node:crypto";
import pg from "pg";
import { figure, latencies, quantile } from "./figures.mjs";
import { dialogues, fill, realChat } from "./finding.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {{ asked: number[], bare: number[] }} Times */

const rounds = 60;

const reads = {
  "list, newest first": ["limit=50"],
  "list: ended, not judged": ["limit=50&status=ended&verdict=none"],
  "list: a tag": ["limit=50&tag=week%2048"],
  "search: one word, common": ["water", "time", "really"].map((q) => `limit=50&q=${q}`),
  "search: one word, rare": ["zirconium17", "zirconium4242"].map((q) => `limit=50&q=${q}`),
  "search: two words": ["bread%20water", "phone%20battery"].map((q) => `limit=50&q=${q}`),
};

/**
 * Lists, searches and the next item in a project of 50,700 dialogues: while it is the only one, and once there is another
 * as large. Beside each one a list that is empty in both is asked, so that whatever else the machine does counts on both
 * sides: the measure is how many times as long as that it takes, alone and not; up to 1.1 times is as fast as alone.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function projects(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    await fill(database, realChat);
    const alone = await measure(studio, "realchat", ending.begun);
    const { id, slug } = await studio.api("POST /projects", { name: "Another", slug: "another" });
    await fill(database, id);
    const beside = await measure(studio, "realchat", ending.begun);
    const other = await measure(studio, slug, ending.begun);
    for (const [name, times] of Object.entries(alone)) {
      const cost = /** @param {Times} times */ ({ asked, bare }) => quantile(asked, 0.5) / quantile(bare, 0.5);
      const told = /** @param {Times} times */ ({ asked, bare }) =>
        `${latencies(asked, 1)}, bare p50 ${quantile(bare, 0.5).toFixed(1)}`;
      const ratio = /** @param {Record<string, Times>} more */ (more) => (cost(more[name]) / cost(times)).toFixed(2);
      figure(`${name}, ${dialogues} alone`, told(times));
      figure("  beside another as large", `${told(beside[name])}: ${ratio(beside)} × alone`);
      figure("  in the other one", `${told(other[name])}: ${ratio(other)} × alone`);
    }
  } finally {
    await database.end();
  }
}

/**
 * @param {BenchStudio} studio
 * @param {string} slug
 * @param {AbortSignal} signal
 */
async function measure(studio, slug, signal) {
  const at = `/projects/${slug}`;
  /** @type {Record<string, Times>} */
  const found = {};
  const bare = () => studio.api(`GET ${at}/evaluations?limit=1`);
  for (const [name, queries] of Object.entries(reads)) {
    const read = /** @param {number} i */ (i) =>
      studio.api(`GET ${at}/dialogues?${queries[Math.abs(i) % queries.length]}`);
    found[name] = await timed(read, bare, signal);
  }
  found["next item of a queue"] = await nextItems(studio, at, bare, signal);
  return found;
}

/**
 * Takes item after item and answers it; what is timed is the taking.
 *
 * @param {BenchStudio} studio
 * @param {string} at
 * @param {() => Promise<unknown>} bare
 * @param {AbortSignal} signal
 */
async function nextItems(studio, at, bare, signal) {
  const spec = { overlap: null };
  const items = { filter: { tag: "week 48" } };
  const queue = await studio.api(`POST ${at}/queues`, { name: "Bench", spec, guideline: {}, items });
  /** @type {{ assignment: { id: string }, dialogue: { headId: string } }} */
  let taken;
  const take = async () => {
    taken = (await studio.api(`POST ${at}/queues/${queue.id}/claim`, {})).item;
  };
  return timed(take, bare, signal, async () => {
    const { assignment, dialogue } = taken;
    const answer = { answerId: randomUUID(), answer: { verdict: "accepted" }, guidelineVersion: 1, seconds: 1 };
    await studio.api(`POST ${at}/assignments/${assignment.id}/answer`, { ...answer, headId: dialogue.headId });
  });
}

/**
 * @param {(i: number) => Promise<unknown>} work
 * @param {() => Promise<unknown>} bare
 * @param {AbortSignal} signal
 * @param {() => Promise<unknown>} after
 */
async function timed(work, bare, signal, after = async () => {}) {
  const asked = [];
  const besides = [];
  // The first warm plans and cache, as a running studio has them.
  for (let i = -5; i < rounds; i++) {
    signal.throwIfAborted();
    const began = performance.now();
    await work(i);
    const between = performance.now();
    await bare();
    if (i >= 0) {
      asked.push(between - began);
      besides.push(performance.now() - between);
    }
    await after();
  }
  return { asked, bare: besides };
}
