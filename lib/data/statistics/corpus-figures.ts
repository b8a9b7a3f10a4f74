import { type DialogueFacts, type KeptCorpus, keptCorpusSchema } from "@/lib/domain/statistics/corpus-figures";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, json, moment, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";

const find = statement(
  "corpusFigures.find",
  { peopleId: orNull(text), body: json(keptCorpusSchema), at: moment },
  (snapshotId: string, version: number) => sql`
    SELECT people_id AS "peopleId", body, created_at AS at FROM corpus_figures
    WHERE snapshot_id = ${snapshotId} AND version = ${version}::int`,
);

/** What was measured of a snapshot as a whole by this version of the measures; null where nobody asked for it. */
export async function findCorpusFigures(
  snapshotId: string,
  version: number,
): Promise<{ peopleId: string | null; body: KeptCorpus; at: string } | null> {
  const found = await first(find(snapshotId, version));
  return found && { ...found, at: found.at.toISOString() };
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

/** Keeps what was measured, in place of what was there. */
export async function writeCorpusFigures(
  tx: Queryable,
  snapshotId: string,
  peopleId: string | null,
  version: number,
  body: string,
): Promise<void> {
  await execute(write(snapshotId, peopleId, version, body), tx);
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

const count = statement(
  "corpusFigures.count",
  {
    edited: int,
    alike: int,
    roleSlips: int,
    cost: float,
    contextMean: orNull(float),
    contextMost: orNull(float),
    contextDialogues: int,
  },
  (snapshotId: string) => sql`
    SELECT count(*) FILTER (WHERE t.by_people)::int AS edited, count(*) FILTER (WHERE f.is_alike)::int AS alike,
      count(*) FILTER (WHERE t.slips)::int AS "roleSlips", coalesce(sum(d.cost), 0)::float8 AS cost,
      avg(c.share)::float8 AS "contextMean", max(c.share)::float8 AS "contextMost", count(c.share)::int AS "contextDialogues"
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id
    CROSS JOIN LATERAL (SELECT CASE WHEN d.context_limit > 0 THEN d.context_tokens::float8 / d.context_limit END AS share) c
    CROSS JOIN LATERAL (
      SELECT coalesce(bool_or(t.origin = 'person'), false) AS by_people,
        coalesce(bool_or('answers_like_assistant' = ANY (t.flags)), false) AS slips
      FROM turn t WHERE t.id = ANY (m.turn_ids)) t
    CROSS JOIN LATERAL (
      SELECT EXISTS (
        SELECT FROM dialogue_fingerprint own JOIN text_fingerprint ow ON ow.id = own.fingerprint_id
          JOIN text_fingerprint w ON w.group_id = ow.group_id JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
          JOIN snapshot_dialogue o ON o.dialogue_id = dw.dialogue_id AND o.snapshot_id = m.snapshot_id
        WHERE own.dialogue_id = d.id AND own.subject = 'dialogue' AND o.dialogue_id <> d.id) AS is_alike) f
    WHERE m.snapshot_id = ${snapshotId}`,
);

const listEnds = statement(
  "corpusFigures.listEnds",
  { name: text, dialogues: int },
  (snapshotId: string) => sql`
    SELECT coalesce(d.end_reason, '') AS name, count(*)::int AS dialogues
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id
    WHERE m.snapshot_id = ${snapshotId} GROUP BY 1 ORDER BY 2 DESC, 1`,
);

/** Who and what is behind the dialogues of a snapshot, as it is now. */
export async function countDialogueFacts(snapshotId: string): Promise<DialogueFacts> {
  const [counted, endReasons] = await Promise.all([
    first(count(snapshotId), readingPool()),
    all(listEnds(snapshotId), readingPool()),
  ]);
  const { contextMean, contextMost, contextDialogues, edited = 0, alike = 0, roleSlips = 0, cost = 0 } = counted ?? {};
  const context =
    contextMean == null || contextMost == null || !contextDialogues
      ? null
      : { mean: contextMean, most: contextMost, dialogues: contextDialogues };
  return { endReasons, edited, alike, roleSlips, cost, context };
}
