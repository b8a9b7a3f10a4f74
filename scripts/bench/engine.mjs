import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { inProject } from "../base/project.mjs";
import { launchRun, untilRun } from "./bench-studio.mjs";
import { usedCpu } from "./cpu.mjs";
import { figure, latencies, median, quantile } from "./figures.mjs";
import { workInTheProject } from "./people.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("pg").Client} Client */
/** @typedef {{ rate: number, cpuMs: number }} Window */

const speech = "200x0";
const atOnce = 64;
const maxRounds = 3;
const windowMs = 6_000;
const rounds = 3;

/**
 * How many turns a second the worker makes durable, against a bare loop; then the list of many dialogues.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function engine(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  await workInTheProject(database);
  try {
    await measureTurns(studio, database, ending.begun);
    await measureList(studio, database);
  } finally {
    await database.end();
  }
}

/**
 * Loop and worker take turns, A-B-B-A, so that neither gets the quiet minutes.
 *
 * @param {BenchStudio} studio
 * @param {Client} database
 * @param {AbortSignal} signal
 */
async function measureTurns(studio, database, signal) {
  const spec = { name: "Turns", speech, dialogues: 1_000_000, concurrency: atOnce, stopRules: { maxRounds } };
  const run = await launchRun(studio, spec);
  await untilRun(studio, run.id, ({ turns }) => turns > 0, signal);
  await hold(studio, run.id, signal);
  /** @type {Record<"loop" | "worker", Window[]>} */
  const measured = { loop: [], worker: [] };
  const measure = {
    loop: () => runLoop(studio),
    worker: async () => {
      await studio.api(`POST /runs/${run.id}/resume`);
      await sleep(2_000, undefined, { signal });
      const began = performance.now();
      const before = await countTurns(database, run.id);
      const cpu = usedCpu();
      await sleep(windowMs, undefined, { signal });
      const after = await countTurns(database, run.id);
      const seconds = (performance.now() - began) / 1000;
      const turns = after - before;
      const used = usedCpu();
      const cpuMs = cpu && used ? ((used.worker - cpu.worker) * 1000) / turns : Number.NaN;
      await hold(studio, run.id, signal);
      return { rate: turns / seconds, cpuMs };
    },
  };
  const inTurn = /** @type {const} */ (["loop", "worker"]);
  for (let round = 0; round < rounds; round++)
    for (const who of round % 2 === 0 ? inTurn : inTurn.toReversed()) measured[who].push(await measure[who]());
  await studio.api(`POST /runs/${run.id}/stop`);

  show(`durable turns of 200 tokens, ${atOnce} dialogues at once`, measured.worker);
  show("comparator: openai-node loop, nothing kept", measured.loop);
  const ratio = /** @param {keyof Window} key */ (key) => middle(measured.worker, key) / middle(measured.loop, key);
  const windows = `n ${rounds} windows of ${windowMs / 1000} s each`;
  figure("ratio", `${ratio("rate").toFixed(2)} × the rate, ${ratio("cpuMs").toFixed(2)} × the CPU (${windows})`);
  figure("correctness", await checkTurns(database, run.id));
}

/**
 * @param {string} name
 * @param {Window[]} windows
 */
function show(name, windows) {
  const each = windows.map(({ rate }) => rate.toFixed(0)).join(", ");
  const cpu = `${middle(windows, "cpuMs").toFixed(2)} ms of CPU a turn`;
  figure(name, `${middle(windows, "rate").toFixed(0)}/s (${each}); ${cpu}`);
}

/**
 * @param {Window[]} windows
 * @param {keyof Window} key
 */
function middle(windows, key) {
  return median(windows.map((window) => window[key]));
}

/**
 * Pauses the run and waits for the turns in flight.
 *
 * @param {BenchStudio} studio
 * @param {string} runId
 * @param {AbortSignal} signal
 */
async function hold(studio, runId, signal) {
  await studio.api(`POST /runs/${runId}/pause`);
  for (;;) {
    const { progress } = await studio.api(`GET /runs/${runId}`);
    if (progress.byStatus.running === 0) return;
    await sleep(200, undefined, { signal });
  }
}

/** @param {BenchStudio} studio */
async function runLoop({ upstream }) {
  const args = [upstream.baseUrl, speech, atOnce, maxRounds, windowMs].map(String);
  const child = fork(inProject("scripts/bench/openai-loop.mjs"), args);
  const [{ turns, seconds, cpuSeconds }] = await once(child, "message");
  return { rate: turns / seconds, cpuMs: (cpuSeconds * 1000) / turns };
}

/**
 * @param {Client} database
 * @param {string} runId
 */
async function countTurns(database, runId) {
  const { rows } = await database.query(
    "SELECT count(*)::int AS turns FROM turn JOIN dialogue ON dialogue.id = turn.dialogue_id WHERE run_id = $1",
    [runId],
  );
  return rows[0].turns;
}

/**
 * Speed counts only if every text is whole, each turn was paid for once, and no path has a fork or a hole.
 *
 * @param {Client} database
 * @param {string} runId
 */
async function checkTurns(database, runId) {
  const text = Array.from({ length: 200 }, (_, index) => `w${index} `)
    .join("")
    .trim();
  const { rows } = await database.query(
    `SELECT count(*)::int AS turns,
       count(*) FILTER (WHERE trim(turn.text) <> $2)::int AS wrong,
       count(*) - count(DISTINCT (turn.dialogue_id, turn.parent_id)) AS forks,
       count(*) FILTER (WHERE (SELECT count(*) FROM attempt WHERE turn_id = turn.id AND outcome = 'used') <> 1)::int AS unpaid
     FROM turn JOIN dialogue ON dialogue.id = turn.dialogue_id WHERE run_id = $1`,
    [runId, text],
  );
  const [{ turns, wrong, forks, unpaid }] = rows;
  return `${turns} turns: ${wrong} with another text, ${forks} beside another, ${unpaid} without exactly one paid call`;
}

const listed = 100_000;
const requests = 200;

/**
 * The newest page and a page deep in the list, against the SQL that must at least be run for them.
 *
 * @param {BenchStudio} studio
 * @param {Client} database
 */
async function measureList(studio, database) {
  const run = await launchRun(studio, { name: "List", speech, dialogues: listed, launch: false });
  await database.query(
    `INSERT INTO dialogue (id, run_id, number, status, context_limit, rounds, opening, created_at, updated_at)
     SELECT 'dlg_bench_' || lpad(n::text, 8, '0'), $1, n, 'ended', 2048, 3, 'How does it begin, number ' || n || '?',
            now() - n * interval '1 second', now() FROM generate_series(1, $2::int) AS n`,
    [run.id, listed],
  );
  await database.query("ANALYZE dialogue");
  const deep = await cursorAfter(studio, 20);
  const paths = {
    "newest page": "/dialogues?limit=50",
    "after 4,000 others": `/dialogues?limit=50&cursor=${encodeURIComponent(deep)}`,
  };
  for (const [name, path] of Object.entries(paths)) {
    const times = await timeEach(() => studio.api(`GET ${path}`));
    figure(`list of ${listed.toLocaleString("en")} dialogues, ${name}`, latencies(times, 1));
  }
  const sql = await timeEach(() =>
    database.query(
      `SELECT dialogue.*, run.name FROM dialogue JOIN run ON run.id = run_id
       ORDER BY dialogue.created_at DESC, dialogue.id DESC LIMIT 50`,
    ),
  );
  figure("comparator: the bare SQL of the newest page", latencies(sql, 1));
  const health = await timeEach(() => studio.api("GET /session"));
  figure("comparator: an endpoint that only looks who asks", `p95 ${quantile(health, 0.95).toFixed(1)} ms`);
}

/**
 * @param {BenchStudio} studio
 * @param {number} pages
 */
async function cursorAfter(studio, pages) {
  let cursor = "";
  for (let page = 0; page < pages; page++) {
    const answer = await studio.api(`GET /dialogues?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    cursor = answer.nextCursor;
  }
  return cursor;
}

/** @param {() => Promise<unknown>} work */
async function timeEach(work) {
  const times = [];
  for (let count = 0; count < requests + 20; count++) {
    const began = performance.now();
    await work();
    if (count >= 20) times.push(performance.now() - began); // the first ones warm up
  }
  return times;
}
