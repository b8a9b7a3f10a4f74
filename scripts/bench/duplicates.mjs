import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { tsImport } from "tsx/esm/api";
import { launchRun } from "./bench-studio.mjs";
import { residentMbOf, usedCpu } from "./cpu.mjs";
import { dialoguesWithDuplicates } from "./duplicate-texts.mjs";
import { figure, latencies } from "./figures.mjs";
import { workInTheProject } from "./people.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("pg").Client} Client */
/** @typedef {{ id: string, number: number, said: string[] }} Dialogue */
/** @typedef {{ shinglesOf: (text: string, size: number) => Uint32Array, jaccard: (a: Uint32Array, b: Uint32Array) => number }} Shingles */

const size = 50_700;
const threshold = 0.8;
const sampled = 2_000;
const requests = 60;

/**
 * Groups of near-duplicates among as many dialogues as RealChat has: time, memory, recall, against brute force.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function duplicates(studio, ending) {
  /** @type {Shingles} */
  const { shinglesOf, jaccard } = await tsImport("../../lib/stats/shingles.ts", import.meta.url);
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  await workInTheProject(database);
  try {
    /** @type {(a: string, b: string) => number} */
    const alike = (a, b) => jaccard(shinglesOf(a, 3), shinglesOf(b, 3));
    const { ids, planted, texts, bytes } = await fill(studio, database, alike);
    figure("dialogues, turns, text", `${size}, ${size * 15}, ${(bytes / 1e6).toFixed(0)} MB`);
    await measureBuild(database, ending.begun);
    const groupOf = await readGroups(database);
    /** @type {(i: number, j: number) => boolean} */
    const together = (i, j) => groupOf.get(ids[i]) === groupOf.get(ids[j]);
    for (const [low, high] of [
      [threshold, 0.82],
      [0.82, 1],
      [1, 1.01],
      [0.5, threshold],
    ]) {
      const pairs = planted.filter(({ similarity }) => similarity >= low && similarity < high);
      const found = pairs.filter(({ i, j }) => together(i, j)).length;
      const name = low === 1 ? "planted copies" : `planted pairs at ${low} to ${high}`;
      figure(`${name}, in one group`, `${found} of ${pairs.length} (${((100 * found) / pairs.length).toFixed(2)} %)`);
    }
    measureBruteForce({ texts, shinglesOf, jaccard, together });
    await measureReads(studio);
  } finally {
    await database.end();
  }
}

/**
 * Writes the dialogues while nobody compares; keeps the texts of the first few and the true similarity of each pair.
 *
 * @param {BenchStudio} studio
 * @param {Client} database
 * @param {(a: string, b: string) => number} alike
 */
async function fill(studio, database, alike) {
  const run = await launchRun(studio, { name: "Duplicates", speech: "20x0", dialogues: 1, launch: false });
  await database.query("UPDATE duplicate_setting SET lease_until = 'infinity', fence = fence + 1");
  await database.query("ALTER TABLE turn DISABLE TRIGGER turn_unsearched"); // searched by nothing here
  /** @type {string[]} */
  const ids = [];
  const planted = [];
  const texts = [];
  let bytes = 0;
  /** @type {Dialogue[]} */
  let batch = [];
  for (const { texts: said, like } of dialoguesWithDuplicates(size)) {
    const index = ids.length;
    const text = said.join("\n");
    bytes += text.length;
    ids.push(`dlg_bench${String(index).padStart(15, "0")}`);
    if (index < sampled) texts.push(text);
    if (like) planted.push({ i: index - 1, j: index, similarity: alike(like.join("\n"), text) });
    batch.push({ id: ids[index], number: index + 1, said });
    if (batch.length === 500 || ids.length === size) {
      await insert(database, run.id, batch);
      batch = [];
    }
  }
  await database.query("VACUUM ANALYZE dialogue, turn, stale_fingerprint");
  return { ids, planted, texts, bytes };
}

/**
 * @param {Client} database
 * @param {string} runId
 * @param {Dialogue[]} batch
 */
async function insert(database, runId, batch) {
  const turns = batch.flatMap(({ id, said }) => said.map((text, at) => ({ dialogue: id, at, text })));
  await database.query(
    `INSERT INTO dialogue (id, run_id, number, status, context_limit, rounds, opening, head_id)
     SELECT id, $1, number, 'ended', 2048, 7, '', id || '_14' FROM unnest($2::text[], $3::int[]) AS d(id, number)`,
    [runId, batch.map(({ id }) => id), batch.map(({ number }) => number)],
  );
  await database.query(
    `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
     SELECT dialogue || '_' || at, dialogue, CASE WHEN at > 0 THEN dialogue || '_' || at - 1 END,
       CASE at % 2 WHEN 0 THEN 'user' ELSE 'assistant' END, text, 'model', at
     FROM unnest($1::text[], $2::int[], $3::text[]) AS t(dialogue, at, text)`,
    [turns.map(({ dialogue }) => dialogue), turns.map(({ at }) => at), turns.map(({ text }) => text)],
  );
}

/**
 * @param {Client} database
 * @param {AbortSignal} signal
 */
async function measureBuild(database, signal) {
  const before = usedCpu();
  const residentMb = residentMbOf("worker");
  const memoryBefore = residentMb();
  let peak = 0;
  const began = performance.now();
  await database.query("UPDATE duplicate_setting SET lease_until = NULL");
  for (;;) {
    await sleep(200, undefined, { signal });
    peak = Math.max(peak, residentMb());
    const { rows } = await database.query(
      "SELECT EXISTS (SELECT FROM stale_fingerprint) OR EXISTS (SELECT FROM text_fingerprint WHERE group_id IS NULL) AS busy",
    );
    if (!rows[0].busy) break;
  }
  const seconds = (performance.now() - began) / 1000;
  const after = usedCpu();
  const cpu =
    before &&
    after &&
    `; CPU worker ${(after.worker - before.worker).toFixed(1)} s, postgres ${(after.postgres - before.postgres).toFixed(1)} s`;
  figure(
    "all compared, dialogues and openings",
    `${seconds.toFixed(1)} s, ${(size / seconds).toFixed(0)} dialogues/s${cpu ?? ""}`,
  );
  figure("the worker's memory, at most (before)", `${peak.toFixed(0)} MB (${memoryBefore.toFixed(0)} MB)`);
  const { rows } = await database.query(
    `SELECT pg_size_pretty(sum(pg_total_relation_size(name::regclass))) AS size
     FROM unnest(ARRAY['text_fingerprint', 'dialogue_fingerprint', 'fingerprint_link', 'stale_fingerprint']) AS name`,
  );
  figure("what it takes in the database", rows[0].size);
}

/** @param {Client} database */
async function readGroups(database) {
  const { rows } = await database.query(
    `SELECT dialogue_id, group_id FROM dialogue_fingerprint dw JOIN text_fingerprint w ON w.id = fingerprint_id WHERE dw.subject = 'dialogue'`,
  );
  return new Map(rows.map(({ dialogue_id, group_id }) => [dialogue_id, group_id]));
}

/**
 * Every pair of a sample by its exact similarity: what must be found, and how long all pairs would take.
 *
 * @param {{ texts: string[], together: (i: number, j: number) => boolean } & Shingles} sample
 */
function measureBruteForce({ texts, shinglesOf, jaccard, together }) {
  const sets = texts.map((text) => shinglesOf(text, 3));
  const began = performance.now();
  let [alike, found, apart, wrong] = [0, 0, 0, 0];
  for (let i = 0; i < sets.length; i++)
    for (let j = 0; j < i; j++) {
      if (jaccard(sets[i], sets[j]) >= threshold) {
        alike++;
        if (together(i, j)) found++;
      } else {
        apart++;
        if (together(i, j)) wrong++;
      }
    }
  const seconds = (performance.now() - began) / 1000;
  figure(`brute force over ${sampled} dialogues: pairs at ${threshold} and more`, `${found} of ${alike} in one group`);
  figure("pairs below it in one group", `${wrong} of ${apart}`);
  const whole = (seconds * size ** 2) / sampled ** 2;
  figure(
    `comparator: brute force, ${sampled} dialogues`,
    `${seconds.toFixed(1)} s; all ${size}: ${(whole / 60).toFixed(0)} min (by the square)`,
  );
}

/** @param {BenchStudio} studio */
async function measureReads(studio) {
  const paths = {
    "groups, first page": "/duplicates?limit=50",
    "list: has near-duplicates": "/dialogues?duplicates=like_dialogue&limit=50",
    "list: one of each": "/dialogues?duplicates=one_of_dialogue&limit=50",
    "comparator: list without a filter": "/dialogues?limit=50",
  };
  for (const [name, path] of Object.entries(paths)) {
    const times = [];
    for (let count = 0; count < requests + 5; count++) {
      const began = performance.now();
      await studio.api(`GET ${path}`);
      if (count >= 5) times.push(performance.now() - began);
    }
    figure(name, latencies(times, 1));
  }
}
