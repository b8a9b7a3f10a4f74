import type { SnapshotCard } from "@/lib/domain/training/snapshot-card";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const card = columns("SnapshotCard", "c", "version", "text", "personId", "createdAt");
const shape = { ...card.row, personName: text };

const list = statement(
  "snapshotCards.list",
  shape,
  (snapshotId: string, before: string | null, limit: number) => sql`
    SELECT ${card}, u.name AS "personName" FROM snapshot_card c JOIN "user" u ON u.id = c.person_id
    WHERE c.snapshot_id = ${snapshotId} AND (${before}::int IS NULL OR c.version < ${before}::int)
    ORDER BY c.version DESC LIMIT ${limit}::int`,
);

function toCard({ version, text, personId, personName, createdAt }: RowOf<typeof shape>): SnapshotCard {
  return { version, text, writtenBy: { id: personId, name: personName }, createdAt: createdAt.toISOString() };
}

/** As people wrote it, newest first. */
export async function listCardVersions(
  snapshotId: string,
  { cursor, limit }: PageQuery,
): Promise<PageOf<SnapshotCard>> {
  const rows = await all(list(snapshotId, placeAfter(cursor, "int")[0], limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ version }) => [version, snapshotId]);
  return { items: items.map(toCard), nextCursor };
}

/** As somebody wrote it last; null where nobody did. */
export async function findLastCard(snapshotId: string): Promise<SnapshotCard | null> {
  const row = await first(list(snapshotId, null, 1));
  return row && toCard(row);
}

const insert = statement(
  "snapshotCards.insert",
  {},
  (snapshotId: string, version: number, said: string, personId: string) => sql`
    INSERT INTO snapshot_card (snapshot_id, version, text, person_id)
    SELECT ${snapshotId}, ${version}::int, ${said}, ${personId} WHERE ${version}::int = 1 + coalesce(
      (SELECT max(o.version) FROM snapshot_card o WHERE o.snapshot_id = ${snapshotId}), 0)
    ON CONFLICT DO NOTHING`,
);

type Said = { basedOn: number; text: string; personId: string };

/** The version after `basedOn`; false where somebody wrote that meanwhile. */
export async function insertCard(
  snapshotId: string,
  { basedOn, text, personId }: Said,
  on?: Queryable,
): Promise<boolean> {
  return (await execute(insert(snapshotId, basedOn + 1, text, personId), on)) === 1;
}
