import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { cpuPer1000, usedCpu } from "./cpu.mjs";
import { figure, latencies } from "./figures.mjs";
import { addPeople, workInTheProject } from "./people.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("pg").Client} Client */
/** @typedef {{ claim: number[], answer: number[] }} Times */

const dialogues = 50_700;
const turnsEach = 15;
const queued = 10_000;
const people = 50;
const itemsEach = 20;
const pauseMs = 2_000;

/**
 * The next item of a queue of 10,000 while 50 people work in it; and queueing all that there is.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function review(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    const runId = await fill(database);
    figure("dialogues, turns", `${dialogues}, ${dialogues * turnsEach}`);
    const all = await timed(() => createQueue(studio, { filter: { run: runId } }));
    figure("queue of all of them by a filter", `${all.ms.toFixed(0)} ms for ${all.value.progress.items} items`);
    const { rows } = await database.query("SELECT id FROM dialogue WHERE run_id = $1 ORDER BY id LIMIT $2", [
      runId,
      queued,
    ]);
    const overlap = { people: 2, share: 0.2 };
    const queue = await createQueue(studio, { dialogueIds: rows.map(({ id }) => id) }, overlap);
    const tokens = await addPeople(database, people);
    await database.query("ANALYZE");
    const busy = { claim: [], answer: [] };
    await Promise.all(tokens.map((token) => work(studio, queue.id, token, busy, ending.begun, pauseMs)));
    figure(`next item, ${people} people, a decision each ${pauseMs / 1000} s`, latencies(busy.claim, 1));
    figure("answer and verdict, the same", latencies(busy.answer, 1));
    const flood = { claim: [], answer: [] };
    const cpu = usedCpu();
    const { ms } = await timed(() =>
      Promise.all(tokens.map((token) => work(studio, queue.id, token, flood, ending.begun))),
    );
    const rate = ((flood.answer.length / ms) * 1000).toFixed(0);
    figure(`${people} people without a pause, next item and answer`, `${rate} a second (n ${flood.answer.length})`);
    figure("  CPU, ms per 1,000 of them", cpuPer1000(cpu, usedCpu(), flood.answer.length));
    const alone = { claim: [], answer: [] };
    for (const token of tokens.slice(0, 10)) await work(studio, queue.id, token, alone, ending.begun);
    figure("next item, one person at a time", latencies(alone.claim, 1));
    figure("answer and verdict, the same", latencies(alone.answer, 1));
    await check(database, queue.id);
    await serveBehindMany(studio, database, queue.id, tokens[0], ending.begun);
  } finally {
    await database.end();
  }
}

/**
 * Somebody has done nearly all of the queue, and others are still to follow: the next item lies far behind.
 *
 * @param {BenchStudio} studio
 * @param {Client} database
 * @param {string} queueId
 * @param {string} token
 * @param {AbortSignal} signal
 */
async function serveBehindMany(studio, database, queueId, token, signal) {
  const [person] = (await database.query("SELECT id FROM \"user\" WHERE id LIKE 'bench-%' ORDER BY id LIMIT 1")).rows;
  await database.query("UPDATE review_item SET needed = 3, vacant = 2, status = 'open' WHERE queue_id = $1", [queueId]);
  await database.query(
    `INSERT INTO assignment (id, item_id, queue_id, person_id, status)
     SELECT 'bench-' || i.id, i.id, $1, $2, 'answered' FROM review_item i WHERE i.queue_id = $1 AND i.position < 9900
     ON CONFLICT DO NOTHING`,
    [queueId, person.id],
  );
  await database.query("ANALYZE assignment, review_item");
  /** @type {Times} */
  const measured = { claim: [], answer: [] };
  await work(studio, queueId, token, measured, signal);
  figure("next item behind 9,900 that one did and others may take", latencies(measured.claim, 1));
}

/**
 * @param {BenchStudio} studio
 * @param {string} queueId
 * @param {string} token
 * @param {Times} times
 * @param {AbortSignal} signal
 * @param {number} pause
 */
async function work(studio, queueId, token, { claim, answer }, signal, pause = 0) {
  /** @type {(path: string, body: object, times: number[]) => Promise<any>} */
  const call = async (path, body, times) => {
    const began = performance.now();
    const response = await fetch(`${studio.url}/api/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });
    const said = await response.json();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(said)}`);
    times.push(performance.now() - began);
    return said;
  };
  for (let i = 0; i < itemsEach; i++) {
    // Around the pause at random, so that people do not keep step.
    if (pause > 0) await sleep(2 * pause * Math.random());
    signal.throwIfAborted();
    const { item } = await call(`/queues/${queueId}/claim`, {}, claim);
    if (!item) return;
    const verdict = { answer: { verdict: "accepted" }, headId: item.dialogue.headId };
    const sent = { answerId: randomBytes(8).toString("hex"), guidelineVersion: 1, ...verdict };
    await call(`/assignments/${item.assignment.id}/answer`, sent, answer);
  }
}

/**
 * A fast figure of a wrong thing is none: nobody was served what another had.
 *
 * @param {Client} database
 * @param {string} queueId
 */
async function check(database, queueId) {
  const { rows } = await database.query(
    `SELECT count(*)::int AS wrong FROM review_item i WHERE i.queue_id = $1 AND i.needed - i.vacant <>
       (SELECT count(*) FROM assignment a WHERE a.item_id = i.id AND a.status = 'answered')`,
    [queueId],
  );
  if (rows[0].wrong > 0) throw new Error(`${rows[0].wrong} items were served to too many or too few`);
}

/**
 * @param {BenchStudio} studio
 * @param {object} items
 * @param {{ people: number, share: number } | null} overlap
 */
function createQueue(studio, items, overlap = null) {
  return studio.api("POST /queues", { name: "Bench", spec: { overlap }, guideline: {}, items });
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
async function timed(work) {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}

/** @param {Client} database */
async function fill(database) {
  await workInTheProject(database);
  const runId = "bench-review";
  await database.query(
    `INSERT INTO model (id, name, kind, base_url, upstream_model, rendering, context_window, updated_at)
     VALUES ('bench-model', 'Bench', 'openai', 'http://127.0.0.1:9/v1', 'bench', 'chat', 8192, now()) ON CONFLICT DO NOTHING`,
  );
  await database.query(
    `INSERT INTO run (id, name, status, spec, total, next_number, concurrency, simulator_id, assistant_id)
     VALUES ($1, 'Bench', 'done', '{}', $2::int, $2::int + 1, 1, 'bench-model', 'bench-model')`,
    [runId, dialogues],
  );
  await database.query(
    `INSERT INTO dialogue (id, run_id, number, status, head_id, version, rounds, context_limit, opening, end_reason, ended_at)
     SELECT 'review-' || n, $1, n, 'ended', 'review-' || n || '-' || $3::int, $3::int, $3::int / 2, 2048, 'Question ' || n, 'round_cap', now()
     FROM generate_series(1, $2::int) n`,
    [runId, dialogues, turnsEach - 1],
  );
  await database.query(
    `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
     SELECT 'review-' || n || '-' || t, 'review-' || n, CASE WHEN t > 1 THEN 'review-' || n || '-' || (t - 1) END,
       CASE WHEN t % 2 = 1 THEN 'user' ELSE 'assistant' END, repeat(md5(n || '-' || t), 12), 'model', t
     FROM generate_series(1, $1::int) n, generate_series(1, $2::int) t`,
    [dialogues, turnsEach],
  );
  await database.query("ANALYZE");
  return runId;
}
