import { type DialogueFilter, dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import { labelFieldsSchema } from "@/lib/domain/review/guideline";
import type { DataSet, ListedDataSet } from "@/lib/domain/training/data-set";
import type { WantedChange } from "@/lib/domain/training/data-set-change";
import type { DataSetMember } from "@/lib/domain/training/data-set-role";
import { filterForms, whereDialogues } from "../dialogue-filter";
import { all, execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { columns, int, json, made, orNull, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const row = columns("DataSet", "s", "id", "name", "note", "version", "personId", "archivedAt", "createdAt");
const shape = {
  ...row.row,
  filter: orNull(json(dialogueFilterSchema)),
  fields: json(labelFieldsSchema),
  members: made<DataSetMember[]>(),
  personName: text,
};
const selected = sql`SELECT ${row}, s.filter, s.fields, u.name AS "personName", coalesce((
    SELECT json_agg(json_build_object('id', x.person_id, 'name', y.name, 'roles', x.roles) ORDER BY y.name, y.id)
    FROM data_set_member x JOIN "user" y ON y.id = x.person_id WHERE x.data_set_id = s.id), '[]') AS members`;
const from = sql`FROM data_set s JOIN "user" u ON u.id = s.person_id`;

type Place = { at: string | null; id: string | null; limit: number };
const list = statement(
  "dataSets.list",
  { ...shape, lastSnapshot: orNull(made<ListedDataSet["lastSnapshot"]>()) },
  ({ at, id, limit }: Place) => sql`
    ${selected}, (
      SELECT json_build_object('id', p.id, 'number', p.number, 'dialogues', p.dialogues, 'createdAt', p.created_at)
      FROM snapshot p WHERE p.data_set_id = s.id ORDER BY p.number DESC LIMIT 1) AS "lastSnapshot"
    ${from} WHERE ${at}::timestamptz IS NULL OR (s.created_at, s.id) < (${at}::timestamptz, ${id}::text)
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`,
);

/** Newest first. */
export async function listDataSets({ cursor, limit }: PageQuery): Promise<PageOf<ListedDataSet>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return {
    items: items.map(({ lastSnapshot, ...dataSet }) => ({
      ...toDataSet(dataSet),
      lastSnapshot: lastSnapshot && { ...lastSnapshot, createdAt: new Date(lastSnapshot.createdAt).toISOString() },
    })),
    nextCursor,
  };
}

const find = statement("dataSets.find", shape, (id: string) => sql`${selected} ${from} WHERE s.id = ${id}`);

export async function findDataSet(id: string): Promise<DataSet | null> {
  const found = await first(find(id));
  return found && toDataSet(found);
}

function toDataSet({ personId, personName, ...kept }: RowOf<typeof shape>): DataSet {
  return {
    ...kept,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    archivedAt: kept.archivedAt?.toISOString() ?? null,
  };
}

type NewDataSet = Pick<DataSet, "id" | "name" | "note" | "fields" | "filter"> & { personId: string };

const insert = statement(
  "dataSets.insert",
  {},
  ({ id, name, note, fields, filter, personId }: NewDataSet) => sql`
    INSERT INTO data_set (id, name, note, fields, filter, person_id)
    VALUES (${id}, ${name}, ${note}, ${JSON.stringify(fields)}::jsonb, ${filter}::jsonb, ${personId})`,
);

export async function insertDataSet(tx: Queryable, given: NewDataSet): Promise<void> {
  await execute(insert(given), tx);
}

const lock = statement(
  "dataSets.lock",
  shape,
  (id: string) => sql`${selected} ${from} WHERE s.id = ${id} FOR NO KEY UPDATE OF s`,
);

/** As {@link findDataSet}, with nobody else changing it until the transaction ends. */
export async function lockDataSet(tx: Queryable, id: string): Promise<DataSet | null> {
  const found = await first(lock(id), tx);
  return found && toDataSet(found);
}

const update = statement(
  "dataSets.update",
  {},
  (id: string, { name, note, fields, filter, isArchived }: WantedChange) => sql`
    UPDATE data_set SET version = version + 1, name = coalesce(${name ?? null}, name), note = coalesce(${note ?? null}, note),
      fields = coalesce(${fields ? JSON.stringify(fields) : null}::jsonb, fields),
      filter = coalesce(${filter ?? null}::jsonb, filter),
      archived_at = CASE coalesce(${isArchived ?? null}::bool, archived_at IS NOT NULL) WHEN true THEN coalesce(archived_at, now()) END
    WHERE id = ${id}`,
);

/** Makes of a data set what is wanted; what is not named stays. */
export async function updateDataSet(tx: Queryable, id: string, wanted: WantedChange): Promise<void> {
  await execute(update(id, wanted), tx);
}

/** What a filter finds now, or what a snapshot holds. */
export type Which = { filter: DialogueFilter } | { snapshotId: string };
const whichForms: Which[] = [...(filterForms as DialogueFilter[]).map((filter) => ({ filter })), { snapshotId: "p" }];

function whereWhich(which: Which): Fragment {
  if ("filter" in which) return whereDialogues(which.filter);
  return sql`d.id IN (SELECT m.dialogue_id FROM snapshot_dialogue m WHERE m.snapshot_id = ${which.snapshotId})`;
}

const add = statement(
  "dataSets.add",
  {},
  (id: string, which: Which, personId: string) => sql`
    INSERT INTO data_set_dialogue (data_set_id, dialogue_id, person_id)
    SELECT ${id}, d.id, ${personId} FROM dialogue d WHERE ${whereWhich(which)} ON CONFLICT DO NOTHING`,
  { examples: whichForms.map((which) => ["s", which, "p"]) },
);

/** Puts dialogues on the list of a data set; how many were not on it. */
export async function addToDataSet(tx: Queryable, id: string, which: Which, personId: string): Promise<number> {
  return execute(add(id, which, personId), tx);
}

const remove = statement(
  "dataSets.remove",
  {},
  (id: string, which: Which) => sql`
    DELETE FROM data_set_dialogue l USING dialogue d
    WHERE l.data_set_id = ${id} AND l.dialogue_id = d.id AND ${whereWhich(which)}`,
  { examples: whichForms.map((which) => ["s", which]) },
);

/** Takes dialogues off the list of a data set; how many were on it. */
export async function removeFromDataSet(tx: Queryable, id: string, which: Which): Promise<number> {
  return execute(remove(id, which), tx);
}

const take = statement(
  "dataSets.takeNumber",
  { id: text, number: int, filter: orNull(json(dialogueFilterSchema)), fields: json(labelFieldsSchema) },
  (id: string) => sql`
    UPDATE data_set s SET next_number = next_number + 1 WHERE s.id = ${id}
    RETURNING s.id, s.next_number - 1 AS number, s.filter, s.fields`,
);

/** What a data set names, and the number of its next snapshot, which is then taken; null when there is no such data set. */
export function takeNumber(
  tx: Queryable,
  id: string,
): Promise<(Pick<DataSet, "id" | "filter" | "fields"> & { number: number }) | null> {
  return first(take(id), tx);
}
