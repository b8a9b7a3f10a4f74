import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { tsImport } from "tsx/esm/api";
import { openTestDatabase } from "../test/test-database.mjs";
import { usedCpu } from "./cpu.mjs";
import { figure, latencies } from "./figures.mjs";
import { workInTheProject } from "./people.mjs";

/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("pg").Client} Client */
/** @typedef {any} Claim as lib/data/engine/claim.ts has it: the studio's own modules have other rules for imports than scripts */
/** @typedef {any} Plan AttemptPlan of lib/data/engine/openings.ts */

const words = Array.from({ length: 200 }, (_, i) => `w${i}`).join(" ");
const closed = [64, 500, 1_000];
const windowMs = 5_000;
const open = { perSecond: 2_500, dialogues: 500, forMs: 8_000 };
const pending = (process.env.BENCH_PENDING ?? "10000,1000000").split(",").map(Number);
const claimed = 10_000;
const batch = 500;
const usage = { promptTokens: 400, completionTokens: 200 };
const summary = { rounds: 1, opening: "How does it begin?", flags: [] };

/**
 * What the engine's commits take by themselves: turns of 200 tokens landed and the next calls opened as the worker does it, with
 * no model between, on a Postgres that keeps what it committed. Then claims. Starts no studio.
 *
 * @param {unknown} _studio
 * @param {Ending} ending
 */
export async function commits(_studio, ending) {
  const database = await openTestDatabase({ durable: true });
  ending.atEnd(() => database.stop());
  Object.assign(process.env, database.env, { REALCHAT_SECRET: "0".repeat(64), REALCHAT_PROCESS: "worker" });
  const client = new pg.Client(process.env.DATABASE_URL);
  client.on("error", () => undefined); // the server may go before it
  await client.connect();
  await workInTheProject(client);
  const engine = await openEngine(client);
  for (const dialogues of closed) await measureClosed(engine, dialogues);
  await measureOpen(engine);
  await measureRows(client);
  for (const total of pending) await measureClaims(engine, total);
  await engine.close();
  await client.end();
}

/** @typedef {Awaited<ReturnType<typeof openEngine>>} Engine */

/** @param {Client} client */
async function openEngine(client) {
  const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
  const { commitTurn, openAttempt } = await load("data/engine/commit-group");
  const { claimDialogues } = await load("data/engine/claim-dialogues");
  const { inProject } = await load("data/project-at-work");
  const { closePool } = await load("data/pool");
  const { newId } = await load("base/ids");
  const { runSpecSchema } = await load("domain/run");
  const { rows } = await client.query("SELECT id FROM project");
  await client.query(
    `INSERT INTO model (id, name, kind, base_url, upstream_model, rendering, context_window, updated_at)
     VALUES ('mdl_bench', 'Bench', 'openai', 'http://127.0.0.1:9/v1', 'bench', 'chat', 8192, now())`,
  );
  let runs = 0;
  /**
   * A run of `total` dialogues, all others paused.
   * @param {number} total
   * @param {number} concurrency
   */
  async function makeRun(total, concurrency) {
    const sides = { simulatorId: "mdl_bench", assistantId: "mdl_bench" };
    const spec = runSpecSchema.parse({ name: "Bench", dialogues: total, randomSeed: 1, ...sides });
    const id = `run_bench_${++runs}`;
    await client.query("UPDATE run SET status = 'paused'");
    await client.query(
      `INSERT INTO run (id, name, status, spec, total, concurrency, simulator_id, assistant_id)
       VALUES ($1, 'Bench', 'running', $2, $3, $4, 'mdl_bench', 'mdl_bench')`,
      [id, JSON.stringify(spec), total, concurrency],
    );
    return id;
  }
  return {
    client,
    commitTurn,
    openAttempt,
    claimDialogues,
    newId,
    makeRun,
    close: closePool,
    inside: /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */ (work) =>
      inProject(rows[0].id, work),
  };
}

/**
 * @param {Engine} engine
 * @param {Claim} claim
 * @returns {Plan}
 */
function planOf({ newId }, claim) {
  const said = claim.turns.at(-1);
  const messages = [
    { role: /** @type {const} */ ("user"), content: words },
    { role: /** @type {const} */ ("assistant"), content: said?.text ?? "" },
  ];
  return {
    attemptId: newId("attempt"),
    turnId: newId("turn"),
    speaker: said?.speaker === "user" ? "assistant" : "user",
    modelId: "mdl_bench",
    request: { prompt: { kind: "chat", messages }, maxTokens: 512 },
    reserve: 0,
  };
}

/**
 * @param {Engine} engine
 * @param {Claim} claim
 * @param {Plan} plan
 * @returns {Promise<Plan>} of the turn after, which is opened
 */
async function land(engine, claim, { attemptId, turnId, speaker }) {
  const figures = { firstTokenMs: 100, totalMs: 900, finishReason: "stop", modelId: "mdl_bench", reasoning: null };
  const settlement = { attemptId, turnId, usage, cost: 0.001 };
  const reply = { speaker, text: words, flags: [], ...figures, rawText: null, settlement, summary, contextTokens: 600 };
  const turn = /** @type {Claim["turns"][number]} */ (/** @type {unknown} */ ({ id: turnId, speaker, text: words }));
  const after = { ...claim, headId: turnId, turns: [turn] };
  const next = planOf(engine, after);
  const [landing, opening] = await Promise.all([engine.commitTurn(claim, reply), engine.openAttempt(after, next)]);
  if (landing.kind !== "go_on" || opening.kind !== "opened") throw new Error(`${landing.kind}, ${opening.kind}`);
  claim.turns = [landing.turn];
  claim.headId = landing.turn.id;
  return next;
}

/**
 * @param {Engine} engine
 * @param {number} count
 * @returns {Promise<{ claim: Claim, plan: Plan }[]>}
 */
async function begin(engine, count) {
  await engine.makeRun(count, count);
  /** @type {Claim[]} */
  const claims = await engine.claimDialogues("bench", count);
  return engine.inside(() =>
    Promise.all(
      claims.map(async (claim) => {
        const plan = planOf(engine, claim);
        await engine.openAttempt(claim, plan);
        return { claim, plan };
      }),
    ),
  );
}

/** @param {Client} client */
async function readCounters(client) {
  await client.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await client.query(
    "SELECT sum(xact_commit)::int AS commits FROM pg_stat_database WHERE datname = current_database()",
  );
  return { commits: rows[0].commits, cpu: usedCpu(), node: process.cpuUsage(), at: performance.now() };
}

/**
 * As many turns as go, with so many dialogues at once.
 *
 * @param {Engine} engine
 * @param {number} dialogues
 */
async function measureClosed(engine, dialogues) {
  const held = await begin(engine, dialogues);
  let turns = 0;
  let isOver = false;
  const work = engine.inside(() =>
    Promise.all(
      held.map(async ({ claim, plan }) => {
        for (let next = plan; !isOver; turns++) next = await land(engine, claim, next);
      }),
    ),
  );
  await sleep(1_000);
  const [before, from] = [await readCounters(engine.client), turns];
  await sleep(windowMs);
  const [after, until] = [await readCounters(engine.client), turns];
  isOver = true;
  await work;
  const count = until - from;
  const rate = (count * 1000) / (after.at - before.at);
  const micros = /** @param {number} ms */ (ms) => `${((ms * 1000) / count).toFixed(0)} µs`;
  const node = (after.node.user + after.node.system - before.node.user - before.node.system) / 1000;
  const postgres = ((after.cpu?.postgres ?? Number.NaN) - (before.cpu?.postgres ?? Number.NaN)) * 1000;
  const each = `${((after.commits - before.commits) / count).toFixed(3)} transactions, CPU of Postgres ${micros(postgres)}, of the worker ${micros(node)} a turn`;
  figure(`turns landed and followed, ${dialogues} dialogues at once`, `${rate.toFixed(0)}/s; ${each}`);
}

/**
 * How long a turn waits for its commit where turns come at a rate, whoever is ready: counted from when it was due.
 *
 * @param {Engine} engine
 */
async function measureOpen(engine) {
  const { perSecond, dialogues, forMs } = open;
  const held = await begin(engine, dialogues);
  /** @type {number[]} */
  const waits = [];
  const began = performance.now();
  const everyMs = (dialogues * 1000) / perSecond;
  await engine.inside(() =>
    Promise.all(
      held.map(async ({ claim, plan }, i) => {
        let next = plan;
        for (let due = began + (i * 1000) / perSecond; due < began + forMs; due += everyMs) {
          await sleep(Math.max(0, due - performance.now()));
          next = await land(engine, claim, next);
          if (due > began + 1_000) waits.push(performance.now() - due);
        }
      }),
    ),
  );
  figure(`a turn's wait for its commit at ${perSecond}/s, ${dialogues} dialogues`, latencies(waits, 1));
}

/**
 * Speed counts only if every turn is there once, on one path, paid for by one call.
 *
 * @param {Client} client
 */
async function measureRows(client) {
  const { rows } = await client.query(
    `SELECT count(*)::int AS turns, count(*) FILTER (WHERE t.text <> $1)::int AS wrong,
       (count(*) - count(DISTINCT (t.dialogue_id, t.parent_id)))::int AS forks,
       count(*) FILTER (WHERE a.id IS NULL)::int AS unpaid,
       (SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM dialogue) = count(*) * 600
         AND (SELECT sum(tokens) FROM spending) = count(*) * 600 AS sums
     FROM turn t LEFT JOIN attempt a ON a.turn_id = t.id AND a.outcome = 'used'`,
    [words],
  );
  const [{ turns, wrong, forks, unpaid, sums }] = rows;
  const equal = sums ? "tokens of dialogues and spending as counted" : "SUMS DIFFER";
  figure(
    "correctness",
    `${turns} turns: ${wrong} with another text, ${forks} beside another, ${unpaid} without its call; ${equal}`,
  );
}

/**
 * Dialogues are made as workers claim them, so that a run of a million enqueues as one row.
 *
 * @param {Engine} engine
 * @param {number} total
 */
async function measureClaims(engine, total) {
  const runId = await engine.makeRun(total, total);
  await claimIn(engine, `claims of ${batch}, made from a run of ${total.toLocaleString("en")}`);
  const began = performance.now();
  await engine.client.query("UPDATE run SET next_number = total + 1, concurrency = 10 * total WHERE id = $1", [runId]);
  await engine.client.query(
    `INSERT INTO dialogue (id, run_id, number, status, context_limit)
     SELECT 'dlg_' || $1 || lpad(n::text, 8, '0'), $1, n, 'queued', 2048 FROM generate_series($2::int + 1, $3::int) AS n`,
    [runId, claimed, total + claimed],
  );
  const seconds = (performance.now() - began) / 1000;
  await claimIn(engine, `  of as many that were begun and wait (stored in ${seconds.toFixed(1)} s)`);
  await engine.client.query(
    "UPDATE dialogue SET status = 'paused', lease_worker = NULL, lease_until = NULL WHERE run_id = $1",
    [runId],
  );
}

/**
 * @param {Engine} engine
 * @param {string} name
 */
async function claimIn(engine, name) {
  /** @type {number[]} */
  const times = [];
  const ids = new Set();
  const began = performance.now();
  while (ids.size < claimed) {
    const from = performance.now();
    /** @type {Claim[]} */
    const claims = await engine.claimDialogues("bench", batch);
    if (claims.length === 0) throw new Error("Nothing was claimed");
    for (const { dialogueId } of claims) ids.add(dialogueId);
    times.push(performance.now() - from);
  }
  const rate = (ids.size * 1000) / (performance.now() - began);
  figure(name, `${rate.toFixed(0)}/s; a claim ${latencies(times, 1)}; ${ids.size} claimed, none twice`);
}
