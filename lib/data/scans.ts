import * as z from "zod";
import { dialogueFilterSchema } from "@/lib/domain/dialogue-filter";
import type { Looked } from "@/lib/domain/scan/look-at";
import { type NewFinding, type Scan, type ScanAsked, scanAskedSchema } from "@/lib/domain/scan/scan";
import { type DialogueSelection, filterForms, whereDialogues } from "./dialogue-filter";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { columns, json, made, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { joinLastJob, lastJobColumns, lastJobOf, lastJobShape } from "./jobs/last-job";
import { type PageOf, placeAfter, toPage } from "./page";
import { insertFindings } from "./scan-findings";
import type { Queryable } from "./sql";

const row = columns("Scan", "s", "id", "looked", "personId", "createdAt", "finishedAt");
const shape = {
  ...row.row,
  filter: json(z.record(z.string(), z.unknown())),
  asked: json(scanAskedSchema),
  personName: text,
  ...lastJobShape,
  counts: made<Scan["counts"]>(),
};
const selected = sql`SELECT ${row}, s.filter, s.asked, u.name AS "personName", ${lastJobColumns}, coalesce((SELECT json_agg(c) FROM (
      SELECT f.kind, count(*)::int AS found, count(DISTINCT f.dialogue_id)::int AS dialogues,
        (count(*) FILTER (WHERE f.is_left AND f.decision_id IS NULL))::int AS "left",
        (count(*) FILTER (WHERE f.decision_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM decision x WHERE x.undoes_id = f.decision_id)))::int AS done
      FROM scan_finding f WHERE f.scan_id = s.id GROUP BY f.kind) c), '[]') AS counts
  FROM scan s JOIN "user" u ON u.id = s.person_id
  ${joinLastJob("scan", sql`s.id`)}`;

const list = statement(
  "scans.list",
  shape,
  ({ at, id, limit }: { at: string | null; id: string | null; limit: number }) => sql`
    ${selected} WHERE ${at}::timestamptz IS NULL OR (s.created_at, s.id) < (${at}::timestamptz, ${id}::text)
    ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`,
);

/** Newest first. */
export async function listScans({ cursor, limit }: { cursor?: string; limit: number }): Promise<PageOf<Scan>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toScan), nextCursor };
}

const find = statement("scans.find", shape, (id: string) => sql`${selected} WHERE s.id = ${id}`);

export async function findScan(id: string): Promise<Scan | null> {
  const found = await first(find(id));
  return found && toScan(found);
}

function toScan({ personId, personName, jobId, jobStatus, jobError, ...kept }: RowOf<typeof shape>): Scan {
  return {
    ...kept,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    finishedAt: kept.finishedAt?.toISOString() ?? null,
    job: lastJobOf({ jobId, jobStatus, jobError }),
  };
}

const insert = statement(
  "scans.insert",
  {},
  (id: string, personId: string, filter: DialogueSelection, asked: ScanAsked) => sql`
    INSERT INTO scan (id, filter, asked, person_id) VALUES (${id}, ${filter}::jsonb, ${asked}::jsonb, ${personId})`,
);

type NewScan = { id: string; personId: string; filter: DialogueSelection; asked: ScanAsked };

export async function insertScan(tx: Queryable, { id, personId, filter, asked }: NewScan): Promise<void> {
  await execute(insert(id, personId, filter, asked), tx);
}

const courseShape = {
  ...columns("Scan", "s", "looked", "found", "lastId", "finishedAt").row,
  filter: json(dialogueFilterSchema),
  asked: json(scanAskedSchema),
};
const course = statement(
  "scans.course",
  courseShape,
  (id: string) => sql`
    SELECT s.looked, s.found, s.last_id AS "lastId", s.finished_at AS "finishedAt", s.filter, s.asked FROM scan s
    WHERE s.id = ${id}`,
);

/** How far a scan came: what it needs to go on. */
export async function readScanCourse(id: string): Promise<RowOf<typeof courseShape> | null> {
  return first(course(id));
}

const batch = 200;
const read = statement(
  "scans.readBatch",
  { id: text, turns: made<Looked["turns"]>() },
  (filter: DialogueSelection, after: string) => sql`
    WITH RECURSIVE chosen AS (
      SELECT d.id, d.head_id FROM dialogue d WHERE ${whereDialogues(filter)} AND d.id > ${after} ORDER BY d.id LIMIT ${batch}
    ), path AS (
      SELECT t.id, t.dialogue_id, t.parent_id, t.speaker, t.text, t.reasoning, 0 AS back
      FROM chosen c JOIN turn t ON t.id = c.head_id
      UNION ALL
      SELECT t.id, t.dialogue_id, t.parent_id, t.speaker, t.text, t.reasoning, p.back + 1
      FROM path p JOIN turn t ON t.id = p.parent_id
    )
    SELECT c.id, coalesce((SELECT json_agg(json_build_object('id', p.id, 'speaker', p.speaker, 'text', p.text,
        'reasoning', p.reasoning) ORDER BY p.back DESC) FROM path p WHERE p.dialogue_id = c.id), '[]') AS turns
    FROM chosen c ORDER BY c.id`,
  { examples: filterForms.map((filter) => [filter, ""]) },
);

/** The next dialogues in the order of their birth, each with the way to its head. */
export function readLooked(filter: DialogueSelection, after: string): Promise<Looked[]> {
  return all(read(filter, after));
}

const goOn = statement(
  "scans.goOn",
  {},
  (id: string, looked: number, found: number, lastId: string) => sql`
    UPDATE scan SET looked = looked + ${looked}::int, found = found + ${found}::int, last_id = ${lastId} WHERE id = ${id}`,
);

type Batch = { looked: number; lastId: string; findings: NewFinding[] };

/** Stores what was found since the last time, with its counts: all of it or nothing. `before` were stored before. */
export async function insertLooked(tx: Queryable, id: string, before: number, batch: Batch): Promise<void> {
  await insertFindings(tx, id, before, batch.findings);
  await execute(goOn(id, batch.looked, batch.findings.length, batch.lastId), tx);
}

const finish = statement("scans.finish", {}, (id: string) => sql`UPDATE scan SET finished_at = now() WHERE id = ${id}`);

export async function finishScan(tx: Queryable, id: string): Promise<void> {
  await execute(finish(id), tx);
}
