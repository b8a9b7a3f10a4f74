import { type KeptCorpus, keptCorpusSchema } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, int, json, moment, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";

type Found = { peopleId: string | null; body: KeptCorpus; at: string; isStale: boolean };

const found = { peopleId: orNull(text), body: json(keptCorpusSchema), at: moment, isStale: bool };

const find = statement(
  "corpusFigures.find",
  found,
  (snapshotId: string, version: number) => sql`
    SELECT people_id AS "peopleId", body, created_at AS at, false AS "isStale" FROM corpus_figures
    WHERE snapshot_id = ${snapshotId} AND version = ${version}::int`,
);

// Its figures follow each change: where they moved since, so did the data set.
const findLiving = statement(
  "corpusFigures.findOfDataSet",
  found,
  (dataSetId: string, version: number) => sql`
    SELECT c.people_id AS "peopleId", c.body, c.created_at AS at, (f.changed_at IS DISTINCT FROM c.held_at) AS "isStale"
    FROM data_set_corpus c LEFT JOIN data_set_figures f ON f.data_set_id = c.data_set_id
    WHERE c.data_set_id = ${dataSetId} AND c.version = ${version}::int`,
);

/** What was measured as a whole by this version of the measures; null where nobody asked for it. `isStale`: it changed since. */
export async function findCorpusFigures({ kind, id }: Measured, version: number): Promise<Found | null> {
  const row = await first(kind === "snapshot" ? find(id, version) : findLiving(id, version));
  return row && { ...row, at: row.at.toISOString() };
}

const write = statement(
  "corpusFigures.write",
  {},
  (snapshotId: string, peopleId: string | null, version: number, body: string) => sql`
    INSERT INTO corpus_figures AS f (snapshot_id, people_id, version, body)
    VALUES (${snapshotId}, ${peopleId}, ${version}::int, ${body}::jsonb)
    ON CONFLICT (snapshot_id) DO UPDATE SET people_id = excluded.people_id, version = excluded.version,
      body = excluded.body, created_at = now() WHERE f.version <= excluded.version`,
);

const writeLiving = statement(
  "corpusFigures.writeOfDataSet",
  {},
  (dataSetId: string, peopleId: string | null, version: number, body: string, heldAt: string | null) => sql`
    INSERT INTO data_set_corpus AS f (data_set_id, people_id, version, body, held_at)
    VALUES (${dataSetId}, ${peopleId}, ${version}::int, ${body}::jsonb, ${heldAt}::timestamptz)
    ON CONFLICT (data_set_id) DO UPDATE SET people_id = excluded.people_id, version = excluded.version,
      body = excluded.body, held_at = excluded.held_at, created_at = now() WHERE f.version <= excluded.version`,
);

type NewCorpus = { of: Measured; peopleId: string | null; version: number; body: string };

/** Keeps what was measured, in place of what was there. `heldAt`: since when the data set was as it was measured. */
export async function writeCorpusFigures(
  tx: Queryable,
  { of: { kind, id }, peopleId, version, body }: NewCorpus,
  heldAt: string | null,
): Promise<void> {
  await execute(
    kind === "snapshot" ? write(id, peopleId, version, body) : writeLiving(id, peopleId, version, body, heldAt),
    tx,
  );
}

const listWriters = statement(
  "corpusFigures.listWriters",
  { position: int, writer: text },
  (snapshotId: string, positions: readonly number[]) => sql`
    SELECT m.position, coalesce(s.name, i.name, '') AS writer
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id
      LEFT JOIN run r ON r.id = d.run_id LEFT JOIN model s ON s.id = r.simulator_id LEFT JOIN import i ON i.id = d.import_id
    WHERE m.snapshot_id = ${snapshotId} AND m.position = ANY (${positions}::int[])`,
);

/** Who wrote the user's side of each dialogue, by its position: a simulator's model, or the file that it came in. */
export async function writersOf(snapshotId: string, positions: readonly number[]): Promise<Map<number, string>> {
  const rows = await all(listWriters(snapshotId, positions), readingPool());
  return new Map(rows.map(({ position, writer }) => [position, writer]));
}
