import type { Verdict } from "@/lib/domain/dialogue";
import { labelsSchema } from "@/lib/domain/training/labels";
import {
  type Snapshot,
  type SnapshotFacts,
  type SnapshotMember,
  snapshotFactsSchema,
} from "@/lib/domain/training/snapshot";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, json, orNull, type RowOf, text, texts, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const row = columns(
  "Snapshot",
  "p",
  "id",
  "dataSetId",
  "number",
  "note",
  "dialogues",
  "turns",
  "digest",
  "personId",
  "createdAt",
);
const shape = { ...row.row, dataSetName: text, personName: text };
const from = sql`FROM snapshot p JOIN data_set s ON s.id = p.data_set_id JOIN "user" u ON u.id = p.person_id`;
const selected = sql`SELECT ${row}, s.name AS "dataSetName", u.name AS "personName"`;

type Place = { dataSetId: string | null; at: string | null; id: string | null; limit: number };
const list = statement(
  "snapshots.list",
  shape,
  ({ dataSetId, at, id, limit }: Place) => sql`
    ${selected} ${from} WHERE (${dataSetId}::text IS NULL OR p.data_set_id = ${dataSetId}::text)
      AND (${at}::timestamptz IS NULL OR (p.created_at, p.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`,
);

/** Of one data set or of all, the newest first. */
export async function listSnapshots({
  dataSetId = null,
  cursor,
  limit,
}: PageQuery & { dataSetId?: string | null }): Promise<PageOf<Snapshot>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ dataSetId, at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toSnapshot), nextCursor };
}

const find = statement(
  "snapshots.find",
  { ...shape, facts: json(snapshotFactsSchema) },
  (id: string) => sql`${selected}, p.facts ${from} WHERE p.id = ${id}`,
);

/** A snapshot with what was so at its moment. */
export async function findSnapshot(id: string): Promise<(Snapshot & { facts: SnapshotFacts }) | null> {
  const found = await first(find(id));
  if (!found) return null;
  const { facts, ...kept } = found;
  return { ...toSnapshot(kept), facts };
}

const listMembers = statement(
  "snapshots.listDialogues",
  {
    position: int,
    dialogueId: text,
    opening: text,
    turns: int,
    untrained: int,
    verdict: orNull(word<Verdict>()),
    tags: texts,
    labels: orNull(json(labelsSchema)),
  },
  (snapshotId: string, after: string | null, limit: number) => sql`
    SELECT m.position, m.dialogue_id AS "dialogueId", left(t.text, 280) AS opening, cardinality(m.turn_ids) AS turns,
      cardinality(m.untrained) AS untrained, m.verdict, m.tags, m.labels
    FROM snapshot_dialogue m JOIN turn t ON t.id = m.turn_ids[1]
    WHERE m.snapshot_id = ${snapshotId} AND (${after}::int IS NULL OR m.position > ${after}::int)
    ORDER BY m.position LIMIT ${limit}::int`,
);

/** In its order. */
export async function listSnapshotDialogues(
  snapshotId: string,
  { cursor, limit }: PageQuery,
): Promise<PageOf<SnapshotMember>> {
  const rows = await all(listMembers(snapshotId, placeAfter(cursor, "int")[0], limit + 1));
  return toPage(rows, limit, ({ position, dialogueId }) => [position, dialogueId]);
}

function toSnapshot({ personId, personName, ...kept }: RowOf<typeof shape>): Snapshot {
  return { ...kept, createdBy: { id: personId, name: personName }, createdAt: kept.createdAt.toISOString() };
}

type NewSnapshot = Pick<Snapshot, "id" | "dataSetId" | "number" | "note" | "dialogues" | "turns" | "digest"> & {
  facts: SnapshotFacts;
  personId: string;
};

const insert = statement(
  "snapshots.insert",
  {},
  ({ id, dataSetId, number, note, dialogues, turns, digest, facts, personId }: NewSnapshot) => sql`
    INSERT INTO snapshot (id, data_set_id, number, note, dialogues, turns, digest, facts, person_id)
    VALUES (${id}, ${dataSetId}, ${number}::int, ${note}, ${dialogues}::int, ${turns}::int, ${digest}, ${facts}::jsonb, ${personId})`,
);

export async function insertSnapshot(tx: Queryable, given: NewSnapshot): Promise<void> {
  await execute(insert(given), tx);
}
