import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { PackedDays, PackedFigures, PackedSums } from "@/lib/domain/statistics/kept-figures";
import { type KeptFigures, keptFiguresSchema } from "@/lib/domain/training/snapshot-figures";
import { filterForms, whereDialogues } from "../dialogue-filter";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, int, json, made, moment, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const find = statement(
  "dataSetFigures.find",
  { tokenizer: text, body: json(keptFiguresSchema), at: moment },
  (dataSetId: string, version: number) => sql`
    SELECT tokenizer, body, changed_at AS at FROM data_set_figures
    WHERE data_set_id = ${dataSetId} AND version = ${version}::int`,
);

/** What was measured of a data set by this version of the measures; null where nobody asked for it. */
export async function findDataSetFigures(
  dataSetId: string,
  version: number,
): Promise<{ tokenizer: string; body: KeptFigures; at: string } | null> {
  const found = await first(find(dataSetId, version));
  return found && { ...found, at: found.at.toISOString() };
}

const findMany = statement(
  "dataSetFigures.findMany",
  { dataSetId: text, body: json(keptFiguresSchema) },
  (dataSetIds: string[], version: number) => sql`
    SELECT data_set_id AS "dataSetId", body FROM data_set_figures
    WHERE data_set_id = ANY(${dataSetIds}::text[]) AND version = ${version}::int`,
);

/** The same of several data sets, by their ids; those that were not measured are not in it. */
export async function findFiguresOfDataSets(dataSetIds: string[], version: number): Promise<Map<string, KeptFigures>> {
  const found = await all(findMany(dataSetIds, version));
  return new Map(found.map(({ dataSetId, body }) => [dataSetId, body]));
}

const findDays = statement(
  "dataSetFigures.findDays",
  { days: made<PackedDays>() },
  (dataSetId: string, version: number) => sql`
    SELECT days FROM data_set_figures WHERE data_set_id = ${dataSetId} AND version = ${version}::int`,
);

/** The same by the day of each dialogue's birth. */
export async function findFiguresByDay(dataSetId: string, version: number): Promise<PackedDays> {
  return (await first(findDays(dataSetId, version)))?.days ?? {};
}

const findExact = statement(
  "dataSetFigures.findExact",
  {
    version: int,
    tokenizer: text,
    dialogues: int,
    halves: made<[PackedSums, PackedSums]>(),
    days: made<PackedDays>(),
    counts: made<PackedFigures["counts"]>(),
  },
  (dataSetId: string) => sql`
    SELECT version, tokenizer, (body ->> 'dialogues')::int AS dialogues, exact AS halves, days, body -> 'counts' AS counts
    FROM data_set_figures WHERE data_set_id = ${dataSetId}`,
);

/** What the next change goes on from. */
export function findExactFigures(dataSetId: string) {
  return first(findExact(dataSetId));
}

const write = statement(
  "dataSetFigures.write",
  {},
  (dataSetId: string, { version, tokenizer, body, exact }: NewFigures) => sql`
    INSERT INTO data_set_figures AS f (data_set_id, version, tokenizer, body, exact, days)
    VALUES (${dataSetId}, ${version}::int, ${tokenizer}, ${JSON.stringify(body)}::jsonb,
      ${JSON.stringify(exact.halves)}::jsonb, ${JSON.stringify(exact.days)}::jsonb)
    ON CONFLICT (data_set_id) DO UPDATE SET version = excluded.version, tokenizer = excluded.tokenizer, body = excluded.body,
      exact = excluded.exact, days = excluded.days, changed_at = now()`,
);

type NewFigures = { version: number; tokenizer: string; body: KeptFigures; exact: PackedFigures };

export async function writeDataSetFigures(tx: Queryable, dataSetId: string, figures: NewFigures): Promise<void> {
  await execute(write(dataSetId, figures), tx);
}

const listDifference = statement(
  "dataSetFigures.listDifference",
  { dialogueId: text, headId: orNull(text), isGone: bool },
  (dataSetId: string, filter: DialogueFilter) => sql`
    WITH found AS MATERIALIZED (SELECT d.id, d.version FROM dialogue d WHERE ${whereDialogues(filter)}),
      held AS MATERIALIZED (SELECT x.dialogue_id, x.version, x.head_id FROM data_set_path x WHERE x.data_set_id = ${dataSetId})
    SELECT coalesce(f.id, h.dialogue_id) AS "dialogueId", h.head_id AS "headId", f.id IS NULL AS "isGone"
    FROM found f FULL JOIN held h ON h.dialogue_id = f.id WHERE f.version IS DISTINCT FROM h.version ORDER BY 1`,
  { examples: (filterForms as DialogueFilter[]).map((filter): [string, DialogueFilter] => ["s", filter]) },
);

/** Dialogues that a data set finds now otherwise than its figures hold them, or no longer (`isGone`), with the path that is held. */
export function readDifference(dataSetId: string, filter: DialogueFilter) {
  return all(listDifference(dataSetId, filter));
}

const forget = statement(
  "dataSetFigures.forget",
  {},
  (dataSetId: string, dialogueIds: string[] | null) => sql`
    DELETE FROM data_set_path WHERE data_set_id = ${dataSetId}
      AND (${dialogueIds}::text[] IS NULL OR dialogue_id = ANY(${dialogueIds}::text[]))`,
);

/** Notes that figures hold nothing of these dialogues any more; of none at all for null. */
export async function forgetHeld(tx: Queryable, dataSetId: string, dialogueIds: string[] | null): Promise<void> {
  if (dialogueIds?.length !== 0) await execute(forget(dataSetId, dialogueIds), tx);
}

type HeldPath = { dialogueId: string; version: number; headId: string | null };

const hold = statement(
  "dataSetFigures.hold",
  {},
  (dataSetId: string, paths: HeldPath[]) => sql`
    INSERT INTO data_set_path (data_set_id, dialogue_id, version, head_id)
    SELECT ${dataSetId}, n.dialogue_id, n.version, n.head_id
    FROM unnest(${paths.map(({ dialogueId }) => dialogueId)}::text[], ${paths.map(({ version }) => version)}::int[],
      ${paths.map(({ headId }) => headId)}::text[]) AS n (dialogue_id, version, head_id)
    ON CONFLICT (data_set_id, dialogue_id) DO UPDATE SET version = excluded.version, head_id = excluded.head_id`,
);

/** Notes which path of each dialogue the figures hold. */
export async function holdPaths(tx: Queryable, dataSetId: string, paths: HeldPath[]): Promise<void> {
  if (paths.length > 0) await execute(hold(dataSetId, paths), tx);
}
