import { destinationAddressSchema } from "@/lib/domain/destination";
import { type Push, type PushOutcome, pushOutcomeSchema } from "@/lib/domain/training/push";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { columns, json, orNull, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { joinLastJob, lastJobColumns, lastJobOf, lastJobShape } from "./jobs/last-job";
import { type PageOf, placeAfter, toPage } from "./page";
import type { Queryable } from "./sql";

const row = columns("ExportPush", "p", "id", "exportId", "destinationId", "personId", "createdAt", "finishedAt");
const shape = {
  ...row.row,
  outcome: orNull(json(pushOutcomeSchema)),
  destinationName: text,
  address: json(destinationAddressSchema),
  personName: text,
  ...lastJobShape,
};
const selected = sql`SELECT ${row}, p.outcome, d.name AS "destinationName", d.address, u.name AS "personName", ${lastJobColumns}
  FROM export_push p JOIN destination d ON d.id = p.destination_id JOIN "user" u ON u.id = p.person_id
  ${joinLastJob("push", sql`p.id`)}`;

const list = statement(
  "pushes.list",
  shape,
  (exportId: string, { at, id, limit }: { at: string | null; id: string | null; limit: number }) => sql`
    ${selected} WHERE p.export_id = ${exportId}
      AND (${at}::timestamptz IS NULL OR (p.created_at, p.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`,
);

/** Of an export, newest first. */
export async function listPushes(
  exportId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<Push>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list(exportId, { at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toPush), nextCursor };
}

const find = statement("pushes.find", shape, (id: string) => sql`${selected} WHERE p.id = ${id}`);

export async function findPush(id: string): Promise<Push | null> {
  const found = await first(find(id));
  return found && toPush(found);
}

function toPush({
  destinationId,
  destinationName,
  address,
  personId,
  personName,
  ...found
}: RowOf<typeof shape>): Push {
  const { jobId, jobStatus, jobError, ...kept } = found;
  return {
    ...kept,
    destination: { id: destinationId, name: destinationName, address },
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    finishedAt: kept.finishedAt?.toISOString() ?? null,
    job: lastJobOf({ jobId, jobStatus, jobError }),
  };
}

type NewPush = { id: string; exportId: string; destinationId: string; personId: string };
const insert = statement(
  "pushes.insert",
  {},
  ({ id, exportId, destinationId, personId }: NewPush) => sql`
    INSERT INTO export_push (id, export_id, destination_id, person_id)
    VALUES (${id}, ${exportId}, ${destinationId}, ${personId})`,
);

export async function insertPush(tx: Queryable, given: NewPush): Promise<void> {
  await execute(insert(given), tx);
}

const findUnderWay = statement(
  "pushes.findUnderWay",
  { id: text },
  (exportId: string, destinationId: string) => sql`
    SELECT p.id FROM export_push p JOIN job j ON j.kind = 'push' AND j.subject_id = p.id
    WHERE p.export_id = ${exportId} AND p.destination_id = ${destinationId} AND j.status IN ('waiting', 'running') LIMIT 1`,
);

/** The push of that export to that destination that a worker has, or will take up. */
export async function findPushUnderWay(tx: Queryable, exportId: string, destinationId: string): Promise<string | null> {
  return (await first(findUnderWay(exportId, destinationId), tx))?.id ?? null;
}

const finish = statement(
  "pushes.finish",
  {},
  (id: string, outcome: PushOutcome) => sql`
    UPDATE export_push p SET outcome = ${outcome}::jsonb, finished_at = now() WHERE p.id = ${id} AND p.finished_at IS NULL`,
);

/** Writes down where it all lies now, once. */
export async function finishPush(tx: Queryable, id: string, outcome: PushOutcome): Promise<void> {
  await execute(finish(id, outcome), tx);
}
