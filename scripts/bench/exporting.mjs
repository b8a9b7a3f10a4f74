import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { cpuPer1000, residentMbOf, usedCpu } from "./cpu.mjs";
import { figure } from "./figures.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */

/** Fewer where a machine has little time. */
const dialogues = Number(process.env.BENCH_DIALOGUES ?? 50_700);
const turnsEach = 15;
const lettersEach = 650;
const realChat = "prj_00000000000realchat";

/**
 * A snapshot becomes the rows of a trainer, over HTTP: to the first byte, whole, again while people edit, resumed, and as Parquet,
 * with the web process's memory meanwhile; beside COPY of the table of turns to standard output in the same minute.
 *
 * @param {BenchStudio} studio
 * @param {import("../base/ending.mjs").Ending} ending
 */
export async function exporting(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    await fill(database);
    const { id: dataSetId } = await studio.api("POST /data-sets", { name: "Bench", members: { filter: {} } });
    const { id: snapshotId, turns } = await studio.api(`POST /data-sets/${dataSetId}/snapshots`, {});
    const made = async (/** @type {string} */ container) => {
      const recipe = { parts: [{ snapshotId }], trainer: "sharegpt", container, options: { masked: "train" } };
      const began = performance.now();
      const { id } = await studio.api("POST /training-exports", recipe);
      const { files } = await untilFinished(studio, id, ending.begun);
      const data = files.find((/** @type {{ role: string }} */ { role }) => role === "train");
      figure(`${container}: made, hashed and signed by its job`, seconds(performance.now() - began));
      return { ...data, url: `${studio.url}/api/v1/training-exports/${id}/files/${data.name}` };
    };
    const json = await made("json");
    figure("dialogues, turns, MB", `${dialogues}, ${turns}, ${megabytes(json.bytes)}`);
    await take(json.url, studio.token, "bytes=0-99"); // the route itself is loaded the first time
    const copied = [await copyOut(database)];
    const cpu = usedCpu();
    const first = await take(json.url, studio.token);
    figure("to the first byte (goal 100 ms)", `${first.firstMs.toFixed(0)} ms`);
    figure("whole", `${seconds(first.ms)}, ${(json.bytes / 1e3 / first.ms).toFixed(0)} MB/s`);
    figure("  CPU, ms per 1,000 turns", cpuPer1000(cpu, usedCpu(), turns));
    figure("  web process at most (goal 150 MB more)", memory(first));
    copied.push(await copyOut(database));
    const second = await take(json.url, studio.token);
    figure("  the same a second time, byte by byte", String(isSame(json, [first, second])));
    copied.push(await copyOut(database));
    const bare = Math.min(...copied.map(({ ms }) => ms));
    const { bytes } = copied[0] ?? { bytes: 0 };
    figure("comparator: COPY turn TO STDOUT", `${seconds(bare)}, ${(bytes / 1e3 / bare).toFixed(0)} MB/s`);
    figure("  times COPY (goal 2.0)", (Math.min(first.ms, second.ms) / bare).toFixed(2));
    const nine = Math.floor(json.bytes * 0.9);
    const resumed = await take(json.url, studio.token, `bytes=${nine}-`);
    figure("resumed at nine tenths, to its first byte", `${resumed.firstMs.toFixed(0)} ms`);
    const { result: edited, edits, ms } = await whileEditing(studio, () => take(json.url, studio.token));
    figure("  the same while people edit, byte by byte", String(isSame(json, [edited])));
    figure("    edits meanwhile", `${edits}, ${(edits / (ms / 1000)).toFixed(0)} per second`);
    const parquet = await made("parquet");
    const table = await take(parquet.url, studio.token);
    figure("Parquet, whole (goal 8 s)", `${seconds(table.ms)}, ${megabytes(parquet.bytes)} MB`);
    figure("  web process at most (goal 400 MB more)", memory(table));
    figure("  as it was made, byte by byte", String(isSame(parquet, [table])));
  } finally {
    await database.end();
  }
}

/**
 * @param {{ sha256: string }} known
 * @param {{ sha256: string }[]} taken
 */
function isSame(known, taken) {
  return taken.every(({ sha256 }) => sha256 === known.sha256);
}

/**
 * People change answers, up to 200 a second, as long as `work` lasts.
 * @template T
 * @param {BenchStudio} studio
 * @param {() => Promise<T>} work
 */
async function whileEditing({ databaseUrl }, work) {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  await database.query("SELECT set_config('app.project_id', $1, false)", [realChat]);
  let [edits, isOver] = [0, false];
  const began = performance.now();
  const editing = (async () => {
    for (; !isOver; edits++) {
      await sleep(Math.max(0, began + edits * 5 - performance.now()));
      await database.query(edit, [1 + (edits % dialogues), edits, turnsEach]);
    }
  })();
  try {
    return { result: await work(), edits, ms: performance.now() - began };
  } finally {
    isOver = true;
    await editing;
    await database.end();
  }
}

/** Another last answer, and the dialogue goes on from it: what an edit writes, but for its line in the log. */
const edit = `WITH written AS (
  INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version)
  SELECT 'trn_edit' || $2::text, d.id, 'trn_' || lpad($1::text, 12, '0') || lpad(($3::int - 2)::text, 8, '0'), 'assistant',
    'Edited ' || $2::text, 'person', $3::int + 1 + $2::int
  FROM dialogue d WHERE d.id = 'dlg_' || lpad($1::text, 20, '0') RETURNING id, dialogue_id, version)
UPDATE dialogue d SET head_id = w.id, version = w.version FROM written w WHERE d.id = w.dialogue_id`;

/**
 * Accepted dialogues that came from a file. What finds words in them, and nothing of an export does, is left out.
 * @param {pg.Client} database
 */
async function fill(database) {
  await database.query("SELECT set_config('app.project_id', $1, false)", [realChat]);
  await database.query("ALTER TABLE turn DISABLE TRIGGER USER");
  await database.query(
    `INSERT INTO import (id, name, format, file_name, digest, person_id, project_id)
     SELECT 'imp_bench', 'Bench', 'sharegpt', '', '', (SELECT id FROM "user" LIMIT 1), $1`,
    [realChat],
  );
  await database.query(
    `INSERT INTO dialogue (id, import_id, number, status, head_id, version, rounds, context_limit, end_reason, verdict, ended_at,
       project_id)
     SELECT 'dlg_' || lpad(n::text, 20, '0'), 'imp_bench', n, 'ended', 'trn_' || lpad(n::text, 12, '0') || lpad($2::text, 8, '0'),
       $2::int, $2::int / 2, 2048, 'end_phrase', 'accepted', now(), $3 FROM generate_series(1, $1::int) n`,
    [dialogues, turnsEach - 1, realChat],
  );
  await database.query(
    `INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version, project_id)
     SELECT 'trn_' || lpad(d.n::text, 12, '0') || lpad(t.t::text, 8, '0'), 'dlg_' || lpad(d.n::text, 20, '0'),
       CASE WHEN t.t > 1 THEN 'trn_' || lpad(d.n::text, 12, '0') || lpad((t.t - 1)::text, 8, '0') END,
       CASE WHEN t.t % 2 = 1 THEN 'user' ELSE 'assistant' END,
       left(repeat(md5((d.n * 31 + t.t)::text) || ' and "so" on\n', 20), $3::int), 'imported', t.t, $4
     FROM generate_series(1, $1::int) AS d (n) CROSS JOIN generate_series(1, $2::int) AS t (t)`,
    [dialogues, turnsEach, lettersEach, realChat],
  );
  await database.query("ALTER TABLE turn ENABLE TRIGGER USER");
  await database.query("VACUUM ANALYZE");
}

/**
 * @param {Pick<BenchStudio, "api">} studio
 * @param {string} id
 * @param {AbortSignal} signal
 */
async function untilFinished({ api }, id, signal) {
  for (;;) {
    const found = await api(`GET /training-exports/${id}`);
    if (found.finishedAt !== null) return found;
    if (found.job?.status === "failed") throw new Error(found.job.error);
    await sleep(100, undefined, { signal });
  }
}

/**
 * Takes a file and throws it away.
 * @param {string} url
 * @param {string} token
 * @param {string} [range]
 */
async function take(url, token, range) {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  const residentMb = residentMbOf("web");
  const beforeMb = residentMb();
  let mostMb = beforeMb;
  const watching = setInterval(() => {
    mostMb = Math.max(mostMb, residentMb());
  }, 50);
  const began = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, ...(range && { range }) } });
  if (!response.ok || !response.body)
    throw new Error(`${url} was answered with ${response.status}: ${await response.text()}`);
  let firstMs = 0;
  for await (const piece of response.body) {
    if (firstMs === 0) firstMs = performance.now() - began;
    hash.update(piece);
  }
  clearInterval(watching);
  const ms = performance.now() - began;
  return { firstMs, ms, mostMb, grownMb: mostMb - beforeMb, sha256: hash.digest("hex") };
}

/**
 * The table of turns as Postgres itself writes it out.
 * @param {pg.Client} database
 * @returns {Promise<{ ms: number, bytes: number }>}
 */
function copyOut(database) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    /** @type {Error | undefined} */
    let failed;
    let bytes = 0;
    /** @type {any} */
    const copying = {
      submit: (/** @type {any} */ connection) => connection.query("COPY turn TO STDOUT"),
      handleCopyData: (/** @type {{ chunk: Buffer }} */ { chunk }) => (bytes += chunk.length),
      handleCommandComplete() {},
      handleError: (/** @type {Error} */ error) => (failed = error),
      handleReadyForQuery: () => (failed ? reject(failed) : resolve({ ms: performance.now() - began, bytes })),
    };
    database.query(copying);
  });
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/** @param {{ mostMb: number, grownMb: number }} taken */
function memory({ mostMb, grownMb }) {
  return `${mostMb.toFixed(0)} MB, ${grownMb.toFixed(0)} MB more than before`;
}
