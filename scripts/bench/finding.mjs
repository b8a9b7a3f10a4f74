import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { inProject } from "../base/project.mjs";
import { figure, latencies, quantile } from "./figures.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("pg").Client} Client */

/** Fewer where a machine has little time. */
export const dialogues = Number(process.env.BENCH_DIALOGUES ?? 50_700);
const turnsEach = 15;
const rounds = 40;

/** The project that every studio has. */
export const realChat = "prj_00000000000realchat";

const lists = {
  "list, newest first": "",
  "list, longest first": "sort=longest",
  "list: ended, not judged": "status=ended&verdict=none",
  "list: a flag": "flag=near_empty",
  "list: a tag": "tag=week%2048",
  "list: at least 7 rounds": "minRounds=7",
  "list: edited": "edited=yes",
  "list: made before a day": "madeTo=2020-01-01",
};

const searches = {
  "search: one word, common": ["water", "time", "really"],
  "search: one word, rare": ["zirconium17", "zirconium4242"],
  "search: two words": ["bread water", "phone battery"],
  "search: a phrase": ['"how do i"', '"out of the"'],
  "search: with and without": ["bread -water", "phone -time"],
  "search: a beginning": ["rememb*", "zirconium42*"],
  "search: two letters of Chinese or Japanese": ["数学", "お世"],
  "search: three letters and more": ["お世話になって", "归纳法"],
  "search: Arabic": ["العربية"],
  "search: nothing there": ["qqqqzzzz", '"no such words anywhere at all"'],
};

/**
 * Lists, searches and what else is asked of all there is among 50,700 dialogues of 760,500 turns, through HTTP as pages ask.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function finding(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    const began = performance.now();
    await fill(database, realChat);
    figure("dialogues, turns, to make them", `${dialogues}, ${dialogues * turnsEach}, ${seconds(began)}`);
    const first = [];
    for (const [name, query] of Object.entries(lists)) {
      const times = await ask(studio, [query], ending.begun);
      if (query === "") first.push(...times);
      figure(name, latencies(times, 1));
    }
    const last = await ask(studio, [`cursor=${await cursorNearEnd(database)}`], ending.begun);
    figure(
      "list, its last page",
      `${latencies(last, 1)}, ${(quantile(last, 0.5) / quantile(first, 0.5)).toFixed(2)} × the first`,
    );
    for (const [name, words] of Object.entries(searches)) {
      const times = await ask(
        studio,
        words.map((q) => `q=${encodeURIComponent(q)}`),
        ending.begun,
      );
      figure(name, latencies(times, 1));
    }
    figure("snippets of 50 hits", latencies(await askSnippets(studio, "water time", ending.begun), 1));
    figure(
      "progress of their run",
      latencies(await timesOf(() => studio.api(`GET /runs/${realChat}-run`), ending.begun)),
    );
    await serveFromQueue(studio, ending.begun);
  } finally {
    await database.end();
  }
}

/**
 * @param {BenchStudio} studio
 * @param {string[]} queries
 * @param {AbortSignal} signal
 */
async function ask(studio, queries, signal) {
  let asked = 0;
  return timesOf(() => studio.api(`GET /dialogues?limit=50&${queries[asked++ % queries.length]}`), signal);
}

/**
 * Where a page of hits holds what was searched for: asked after the list is painted.
 *
 * @param {BenchStudio} studio
 * @param {string} words
 * @param {AbortSignal} signal
 */
async function askSnippets(studio, words, signal) {
  const q = encodeURIComponent(words);
  const { items } = await studio.api(`GET /dialogues?limit=50&q=${q}`);
  const ids = items.map(/** @param {{ id: string }} item */ ({ id }) => id).join();
  return timesOf(() => studio.api(`GET /snippets?q=${q}&dialogues=${ids}`), signal);
}

/**
 * The next item of a queue of a twentieth of them, as whoever works in it asks, with each answered before the next.
 *
 * @param {BenchStudio} studio
 * @param {AbortSignal} signal
 */
async function serveFromQueue(studio, signal) {
  const items = { filter: { run: `${realChat}-run`, tag: "week 48" } };
  const queue = await studio.api("POST /queues", { name: "Bench", spec: { overlap: null }, guideline: {}, items });
  /** @type {any} */
  let item;
  let answered = 0;
  const times = await timesOf(
    async () => ({ item } = await studio.api(`POST /queues/${queue.id}/claim`, {})),
    signal,
    async () => {
      await studio.api(`POST /assignments/${item.assignment.id}/answer`, {
        answerId: `bench-answer-${answered++}`,
        guidelineVersion: 1,
        answer: { verdict: "accepted" },
        headId: item.dialogue.headId,
      });
    },
  );
  figure(`next item of a queue of ${queue.progress.items}`, latencies(times, 1));
}

/**
 * Milliseconds of each time; the first ones warm the plans and the cache, as a running studio has them, and are not told.
 *
 * @param {() => Promise<any>} work is timed, and `after` is not
 * @param {AbortSignal} signal
 * @param {() => Promise<void>} [after]
 */
async function timesOf(work, signal, after) {
  const times = [];
  for (let i = -3; i < rounds; i++) {
    signal.throwIfAborted();
    const began = performance.now();
    await work();
    if (i >= 0) times.push(performance.now() - began);
    await after?.();
  }
  return times;
}

/** @param {Client} database */
async function cursorNearEnd(database) {
  const { rows } = await database.query(
    "SELECT id, created_at FROM dialogue ORDER BY created_at, id OFFSET 60 LIMIT 1",
  );
  return Buffer.from(JSON.stringify([rows[0].created_at.toISOString(), rows[0].id])).toString("base64url");
}

/**
 * Fills a project with texts put together from the sentences of the studio's own corpus, so that words are as common as
 * they are there.
 *
 * @param {Client} database
 * @param {string} project
 */
export async function fill(database, project) {
  await database.query("SELECT set_config('app.project_id', $1, false)", [project]);
  const corpus = fs.readdirSync(inProject("lib/models/embedded/corpus")).filter((name) => name.endsWith(".jsonl"));
  const texts = corpus.flatMap((name) =>
    fs.readFileSync(inProject("lib/models/embedded/corpus", name), "utf8").match(/[^"\\]{12,}/g),
  );
  const extra = [
    "请用数学归纳法证明这个结论，先从第一步开始",
    "お世話になっておりますは何と言えばいいですか",
    "كيف أتعلم العربية بسرعة؟ اقرأ كل يوم",
  ];
  const phrases = [...texts, ...extra.flatMap((text) => Array.from({ length: 8 }, () => text))];
  await database.query("CREATE TEMP TABLE IF NOT EXISTS phrase (n serial PRIMARY KEY, text text)");
  await database.query("TRUNCATE phrase RESTART IDENTITY");
  await database.query("INSERT INTO phrase (text) SELECT unnest($1::text[])", [phrases]);
  await database.query(
    `INSERT INTO model (id, name, kind, base_url, upstream_model, rendering, context_window, updated_at)
     VALUES ($1 || '-model', 'Bench', 'openai', 'http://127.0.0.1:9/v1', 'bench', 'chat', 8192, now())`,
    [project],
  );
  await database.query(
    `INSERT INTO run (id, name, status, spec, total, next_number, concurrency, simulator_id, assistant_id)
     VALUES ($2 || '-run', 'Bench', 'done', $3, $1::int, $1::int + 1, 1, $2 || '-model', $2 || '-model')`,
    [dialogues, project, JSON.stringify(specOf(`${project}-model`))],
  );
  await database.query(
    `INSERT INTO dialogue (id, run_id, number, status, head_id, version, rounds, context_limit, opening, end_reason,
       verdict, flags, tags, created_at, ended_at)
     SELECT $3 || n, $3 || '-run', n, 'ended', $3 || n || '-' || $2::int, $2::int, 1 + hashint4(n) & 7, 2048,
       'Question ' || n, 'round_cap', CASE n % 3 WHEN 0 THEN 'accepted' WHEN 1 THEN 'rejected' END,
       CASE WHEN n % 50 = 0 THEN '{near_empty}'::text[] ELSE '{}' END,
       CASE WHEN n % 20 = 0 THEN '{week 48}'::text[] ELSE '{}' END, now() - n * interval '1 minute', now()
     FROM generate_series(1, $1::int) n`,
    [dialogues, turnsEach, project],
  );
  await database.query(
    `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
     SELECT $4 || d.n || '-' || t.t, $4 || d.n, CASE WHEN t.t > 1 THEN $4 || d.n || '-' || (t.t - 1) END,
       CASE WHEN t.t % 2 = 1 THEN 'user' ELSE 'assistant' END,
       a.text || ' ' || b.text || CASE WHEN t.t = 1 THEN ' zirconium' || d.n ELSE '' END, 'model', t.t
     FROM generate_series(1, $1::int) AS d (n) CROSS JOIN generate_series(1, $2::int) AS t (t)
       JOIN phrase a ON a.n = 1 + abs(hashint4(d.n * 31 + t.t)) % $3::int
       JOIN phrase b ON b.n = 1 + abs(hashint4(d.n * 17 + t.t * 7 + 3)) % $3::int
     ORDER BY d.n, t.t`,
    [dialogues, turnsEach, phrases.length, project],
  );
  await untilSearchable(database);
  await database.query("VACUUM ANALYZE");
}

/** @param {string} modelId speaks on both sides */
function specOf(modelId) {
  return { name: "Bench", simulatorId: modelId, assistantId: modelId, dialogues, concurrency: 1, randomSeed: 1 };
}

/**
 * Workers put what was stored into the rows that are searched.
 * @param {pg.Client} database
 */
async function untilSearchable(database) {
  const waits = "SELECT EXISTS (SELECT FROM unsearched_turn) AS some";
  for (let isOver = false; !isOver; await sleep(200)) isOver = !(await database.query(waits)).rows[0].some;
}

/** @param {number} began */
function seconds(began) {
  return `${((performance.now() - began) / 1000).toFixed(0)} s`;
}
