import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { cpuPer1000, residentMbOf, usedCpu } from "./cpu.mjs";
import { figure, latencies } from "./figures.mjs";
import { workInTheProject } from "./people.mjs";

const dialogues = 10_000;
const turnsEach = 12;
const words =
  "and then the bread of the river went home over a hill that nobody had seen before in such a light ".split(" ");

/**
 * A file of dialogues from the first byte sent to the last row stored; beside a bare loop over the same file that parses
 * each line and copies its rows into the same tables, with the same keys and triggers. How long lists take meanwhile, and what
 * the worker holds at most.
 * @param {any} studio
 * @param {import("../base/ending.mjs").Ending} ending
 */
export async function importing(studio, ending) {
  const lines = Array.from({ length: dialogues }, (_, i) => JSON.stringify({ id: `b${i}`, conversations: talk(i) }));
  const file = Buffer.from(`${lines.join("\n")}\n`);
  const megabytes = file.byteLength / 1e6;
  figure("dialogues, turns, MB", `${dialogues}, ${dialogues * turnsEach}, ${megabytes.toFixed(1)}`);
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    await workInTheProject(database);
    /** @type {[number[], number[]]} */
    const [alone, meanwhile] = [[], []];
    for (let i = 0; i < 200; i++) alone.push(await timeOfList(studio, i));
    const cpu = usedCpu();
    const began = performance.now();
    const made = await send(studio, file);
    const mostMb = await untilFinished(studio, made.id, { meanwhile, signal: ending.begun });
    const ours = (performance.now() - began) / 1000;
    figure("taken in by the studio", `${ours.toFixed(1)} s, ${(megabytes / ours).toFixed(1)} MB/s`);
    figure("  CPU, ms per 1,000 turns", cpuPer1000(cpu, usedCpu(), dialogues * turnsEach));
    figure("  memory of the worker at most", `${mostMb.toFixed(0)} MB`);
    figure("  lists before", latencies(alone));
    figure("  lists meanwhile", latencies(meanwhile));
    const searchable = performance.now();
    while (await isUnsearched(database)) await sleep(50, undefined, { signal: ending.begun });
    figure("  searchable after", `${((performance.now() - searchable) / 1000).toFixed(1)} s more`);
    // They are looked for once the file is in, and would share the comparator's time.
    while ((await studio.api("GET /duplicate-setting")).waiting > 0)
      await sleep(250, undefined, { signal: ending.begun });
    const bareCpu = usedCpu();
    const bare = await copyAll(database, file.toString(), made.id);
    figure(
      "comparator: parsed and copied into the same tables",
      `${bare.toFixed(1)} s, ${(megabytes / bare).toFixed(1)} MB/s`,
    );
    figure("  CPU, ms per 1,000 turns", cpuPer1000(bareCpu, usedCpu(), dialogues * turnsEach));
    figure("  share of its speed", (bare / ours).toFixed(2));
  } finally {
    await database.end();
  }
}

/** @param {pg.Client} database */
async function isUnsearched(database) {
  const { rows } = await database.query("SELECT EXISTS (SELECT FROM unsearched_turn) AS some");
  return rows[0].some;
}

/** @param {number} i */
function talk(i) {
  return Array.from({ length: turnsEach }, (_, turn) => ({
    from: turn % 2 ? "gpt" : "human",
    value: Array.from({ length: turn % 2 ? 60 : 20 }, (_, j) => words[(i * 7 + turn * 3 + j * j) % words.length]).join(
      " ",
    ),
  }));
}

/**
 * @param {{ url: string, token: string }} studio
 * @param {Buffer<ArrayBuffer>} file
 * @returns {Promise<{ id: string }>}
 */
async function send({ url, token }, file) {
  const response = await fetch(`${url}/api/v1/imports?name=Bench&format=sharegpt`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
    body: file,
  });
  if (!response.ok) throw new Error(`The import was answered with ${response.status}: ${await response.text()}`);
  return response.json();
}

const lists = ["/imports", "/dialogues?limit=50", "/dialogues?limit=50&q=bread", "/runs"];

/**
 * Milliseconds of one of the lists that pages ask for.
 * @param {{ api: (route: string) => Promise<any> }} studio
 * @param {number} i
 */
async function timeOfList({ api }, i) {
  const began = performance.now();
  await api(`GET ${lists[i % lists.length]}`);
  return performance.now() - began;
}

/**
 * The most memory that the worker took, in MB. Lists are asked for as one person would, four a second.
 * @param {{ api: (route: string) => Promise<any> }} studio
 * @param {string} id
 * @param {{ meanwhile: number[], signal: AbortSignal }} options
 */
async function untilFinished(studio, id, { meanwhile, signal }) {
  const residentMb = residentMbOf("worker");
  for (let [i, mostMb] = [0, 0]; ; i++) {
    const { finishedAt, job } = await studio.api(`GET /imports/${id}`);
    mostMb = Math.max(mostMb, residentMb());
    if (finishedAt !== null) return mostMb;
    if (job?.status === "failed") throw new Error(job.error);
    if (i % 5 === 0) meanwhile.push(await timeOfList(studio, i / 5));
    await sleep(50, undefined, { signal });
  }
}

/**
 * Seconds.
 * @param {pg.Client} database
 * @param {string} text
 * @param {string} importId
 */
async function copyAll(database, text, importId) {
  const began = performance.now();
  await database.query("BEGIN");
  await copyIn(
    database,
    "COPY dialogue (id, import_id, number, status, version, head_id, rounds, opening, context_limit, ended_at) FROM STDIN",
    rowsOf(text, (record, i) => {
      const first = record.conversations[0]?.value ?? "";
      const head = `bt-${i}-${record.conversations.length - 1}`;
      return [
        [`bd-${i}`, importId, i + 1_000_000, "ended", turnsEach, head, turnsEach / 2, first.slice(0, 280), 2048, "now"],
      ];
    }),
  );
  await copyIn(
    database,
    "COPY turn (id, dialogue_id, parent_id, speaker, text, origin, version) FROM STDIN",
    rowsOf(text, (record, i) =>
      record.conversations.map((said, turn) => [
        `bt-${i}-${turn}`,
        `bd-${i}`,
        turn === 0 ? "\\N" : `bt-${i}-${turn - 1}`,
        said.from === "gpt" ? "assistant" : "user",
        said.value,
        "imported",
        turn + 1,
      ]),
    ),
  );
  await database.query("COMMIT");
  return (performance.now() - began) / 1000;
}

/**
 * The rows of all lines as COPY reads them, some thousand to a piece. The texts hold nothing that would have to be escaped.
 * @param {string} text
 * @param {(record: { conversations: { from: string, value: string }[] }, i: number) => (string | number)[][]} rows
 */
function* rowsOf(text, rows) {
  let piece = "";
  for (const [i, line] of text.trimEnd().split("\n").entries()) {
    for (const row of rows(JSON.parse(line), i)) piece += `${row.join("\t")}\n`;
    if (piece.length < 256 * 1024) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/**
 * @param {pg.Client} database
 * @param {string} statement
 * @param {Iterable<string>} pieces
 * @returns {Promise<void>}
 */
function copyIn(database, statement, pieces) {
  return new Promise((resolve, reject) => {
    /** @type {Error | undefined} */
    let failed;
    // What the driver calls of a query, as far as COPY goes; it brings no stream of its own for it.
    /** @type {any} */
    const copying = {
      submit: (/** @type {any} */ connection) => connection.query(statement),
      handleCopyInResponse(/** @type {any} */ connection) {
        for (const piece of pieces) connection.sendCopyFromChunk(Buffer.from(piece));
        connection.endCopyFrom();
      },
      handleCommandComplete() {},
      handleError: (/** @type {Error} */ error) => (failed = error),
      handleReadyForQuery: () => (failed ? reject(failed) : resolve()),
    };
    database.query(copying);
  });
}
