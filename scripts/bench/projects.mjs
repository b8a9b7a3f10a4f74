import { randomUUID } from "node:crypto";
import pg from "pg";
import { figure, latencies, quantile } from "./figures.mjs";
import { dialogues, fill, realChat } from "./finding.mjs";

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
 * as large. The measure is the ratio of the medians; up to 1.1 is as fast as alone.
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
      const ratio = (more) => (quantile(more[name], 0.5) / quantile(times, 0.5)).toFixed(2);
      figure(`${name}, ${dialogues} alone`, latencies(times, 1));
      figure("  beside another as large", `${latencies(beside[name], 1)}, ${ratio(beside)} × alone`);
      figure("  in the other one", `${latencies(other[name], 1)}, ${ratio(other)} × alone`);
    }
  } finally {
    await database.end();
  }
}

async function measure(studio, slug, signal) {
  const at = `/projects/${slug}`;
  const found = {};
  for (const [name, queries] of Object.entries(reads)) {
    const read = (i) => studio.api(`GET ${at}/dialogues?${queries[Math.abs(i) % queries.length]}`);
    found[name] = await timed(read, signal);
  }
  found["next item of a queue"] = await nextItems(studio, at, signal);
  return found;
}

/** Takes item after item and answers it; what is timed is the taking. */
async function nextItems(studio, at, signal) {
  const spec = { overlap: null };
  const items = { filter: { tag: "week 48" } };
  const queue = await studio.api(`POST ${at}/queues`, { name: "Bench", spec, guideline: {}, items });
  let taken;
  const take = async () => {
    taken = (await studio.api(`POST ${at}/queues/${queue.id}/claim`, {})).item;
  };
  return timed(take, signal, async () => {
    const { assignment, dialogue } = taken;
    const answer = { answerId: randomUUID(), answer: { verdict: "accepted" }, guidelineVersion: 1, seconds: 1 };
    await studio.api(`POST ${at}/assignments/${assignment.id}/answer`, { ...answer, headId: dialogue.headId });
  });
}

async function timed(work, signal, after = async () => {}) {
  const times = [];
  // The first warm plans and cache, as a running studio has them.
  for (let i = -5; i < rounds; i++) {
    signal.throwIfAborted();
    const began = performance.now();
    await work(i);
    if (i >= 0) times.push(performance.now() - began);
    await after();
  }
  return times;
}
