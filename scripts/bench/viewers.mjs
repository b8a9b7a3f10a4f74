import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { launchRun, untilRun } from "./bench-studio.mjs";
import { figure, latencies } from "./figures.mjs";
import { addPeople, workInTheProject } from "./people.mjs";

const people = 2_000;
const reads = 200;

/**
 * How long reads take while 2,000 people have a page of the studio open, each with one event stream,
 * and all see a dialogue that grows by
 * two tokens a second; beside the same reads before anybody came.
 * @param {any} studio
 * @param {import("../base/ending.mjs").Ending} ending
 */
export async function viewers(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  /** @type {http.ClientRequest[]} */
  const streams = [];
  try {
    await workInTheProject(database);
    const tokens = await addPeople(database, people);
    const run = await launchRun(studio, { name: "Watched", speech: "300x500", dialogues: 1 });
    await untilRun(studio, run.id, (/** @type {any} */ { byStatus }) => byStatus.running === 1, ending.begun);
    figure("comparator: list of dialogues, nobody watches", latencies(await readList(studio, ending.begun)));
    const began = performance.now();
    for (const token of tokens) streams.push(await openStream(studio.url, token));
    figure(`${people} streams opened, one after another`, `${((performance.now() - began) / 1000).toFixed(1)} s`);
    await sleep(3_000, undefined, { signal: ending.begun });
    figure(`list of dialogues, ${people} watch`, latencies(await readList(studio, ending.begun)));
    const open = streams.filter((stream) => !stream.destroyed).length;
    figure("streams still open after that", `${open}`);
    await studio.api(`POST /runs/${run.id}/stop`);
  } finally {
    for (const stream of streams) stream.destroy();
    await database.end();
  }
}

/**
 * What Home and the sidebar follow.
 * @param {string} url
 * @param {string} token
 * @returns {Promise<http.ClientRequest>}
 */
function openStream(url, token) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const request = http.request(`${url}/api/v1/events`, { method: "POST", headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`A stream was answered with ${response.statusCode}`));
      response.on("error", () => {}).resume();
      resolve(request);
    });
    request.on("error", reject).end(JSON.stringify({ follow: [{ scope: "live", detail: "tile" }, { jobs: "mine" }] }));
  });
}

/**
 * @param {{ api: (route: string) => Promise<unknown> }} studio
 * @param {AbortSignal} signal
 */
async function readList({ api }, signal) {
  const times = [];
  for (let i = 0; i < reads; i++) {
    await sleep(20, undefined, { signal });
    const began = performance.now();
    await api("GET /dialogues?limit=50");
    times.push(performance.now() - began);
  }
  return times;
}
