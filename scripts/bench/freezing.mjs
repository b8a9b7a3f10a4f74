import pg from "pg";
import { figure, median } from "./figures.mjs";
import { dialogues, fill, realChat } from "./finding.mjs";

const rounds = 3;

/**
 * A data set of 50,700 dialogues of 15 turns frozen, through HTTP as the page asks, beside a plain INSERT … SELECT of the rows
 * that come of it, with the same keys and indexes; and two snapshots compared.
 *
 * @param {import("./bench-studio.mjs").BenchStudio} studio
 * @param {import("../base/ending.mjs").Ending} ending
 */
export async function freezing(studio, ending) {
  const database = new pg.Client(studio.databaseUrl);
  await database.connect();
  try {
    await fill(database, realChat);
    const size = await database.query("SELECT sum(octet_length(text))::float8 / 1e6 AS mb FROM turn");
    figure("dialogues, MB of text", `${dialogues}, ${size.rows[0].mb.toFixed(0)}`);
    const all = { name: "Bench", note: "", members: { filter: { status: "ended" } } };
    const { id } = await studio.api("POST /data-sets", all);
    /** @type {Record<"counted" | "frozen" | "plain", number[]>} */
    const { counted, frozen, plain } = { counted: [], frozen: [], plain: [] };
    /** @type {string[]} */
    const snapshots = [];
    for (let i = 0; i < rounds; i++) {
      ending.begun.throwIfAborted();
      counted.push(await timed(() => studio.api(`GET /data-sets/${id}/snapshots/preview`)));
      frozen.push(
        await timed(async () => snapshots.push((await studio.api(`POST /data-sets/${id}/snapshots`, { note: "" })).id)),
      );
      plain.push(await timed(() => copyRows(database, snapshots[0])));
    }
    figure("counted, before", `${seconds(counted)} s`);
    figure("frozen (goal 5 s)", `${seconds(frozen)} s`);
    figure("comparator: INSERT … SELECT of the same rows", `${seconds(plain)} s`);
    figure("  ratio", (median(frozen) / median(plain)).toFixed(1));
    const [from, to] = snapshots;
    const compared = await timed(() => studio.api(`GET /snapshots/${to}/difference?from=${from}`));
    figure("two snapshots compared", `${compared.toFixed(2)} s`);
  } finally {
    await database.end();
  }
}

/**
 * @param {pg.Client} database
 * @param {string} snapshotId
 */
async function copyRows(database, snapshotId) {
  await database.query("BEGIN");
  await database.query(
    `INSERT INTO snapshot_dialogue (snapshot_id, position, dialogue_id, version, head_id, turn_ids, end_mark_id, untrained,
       verdict, tags, digest)
     SELECT 'again', position, dialogue_id, version, head_id, turn_ids, end_mark_id, untrained, verdict, tags, digest
     FROM snapshot_dialogue WHERE snapshot_id = $1`,
    [snapshotId],
  );
  await database.query(
    `INSERT INTO snapshot (id, data_set_id, number, dialogues, turns, digest, facts, person_id)
     SELECT 'again', data_set_id, 1000, dialogues, turns, digest, facts, person_id FROM snapshot WHERE id = $1`,
    [snapshotId],
  );
  // The keys that are looked at when a transaction ends.
  await database.query("SET CONSTRAINTS ALL IMMEDIATE");
  await database.query("ROLLBACK");
}

/**
 * Seconds.
 * @param {() => Promise<unknown>} work
 */
async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** @param {number[]} times */
function seconds(times) {
  return `${median(times).toFixed(2)} (${times.map((time) => time.toFixed(2)).join(", ")})`;
}
