import { type ChangedState, changedStateSchema, type DataSetChange } from "@/lib/domain/training/data-set-change";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, json, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const change = columns("DataSetChange", "c", "version", "personId", "createdAt");

const list = statement(
  "dataSetChanges.list",
  { ...change.row, before: json(changedStateSchema), after: json(changedStateSchema), personName: text },
  (dataSetId: string, before: string | null, limit: number) => sql`
    SELECT ${change}, c.before, c.after, u.name AS "personName" FROM data_set_change c JOIN "user" u ON u.id = c.person_id
    WHERE c.data_set_id = ${dataSetId} AND (${before}::int IS NULL OR c.version < ${before}::int)
    ORDER BY c.version DESC LIMIT ${limit}::int`,
);

/** What was changed of a data set, newest first. */
export async function listDataSetChanges(
  dataSetId: string,
  { cursor, limit }: PageQuery,
): Promise<PageOf<DataSetChange>> {
  const rows = await all(list(dataSetId, placeAfter(cursor, "int")[0], limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ version }) => [version, dataSetId]);
  return {
    items: items.map(({ personId, personName, createdAt, ...kept }) => ({
      ...kept,
      changedBy: { id: personId, name: personName },
      createdAt: createdAt.toISOString(),
    })),
    nextCursor,
  };
}

type NewChange = { dataSetId: string; version: number; before: ChangedState; after: ChangedState; personId: string };

const insert = statement(
  "dataSetChanges.insert",
  {},
  ({ dataSetId, version, before, after, personId }: NewChange) => sql`
    INSERT INTO data_set_change (data_set_id, version, before, after, person_id)
    VALUES (${dataSetId}, ${version}, ${before}::jsonb, ${after}::jsonb, ${personId})`,
);

export async function insertDataSetChange(tx: Queryable, given: NewChange): Promise<void> {
  await execute(insert(given), tx);
}
