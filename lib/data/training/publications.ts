import { destinationAddressSchema } from "@/lib/domain/destination";
import { type PushOutcome, pushOutcomeSchema } from "@/lib/domain/training/push";
import type { Publication } from "@/lib/domain/training-job/publication";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, json, orNull, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import { joinLastJob, lastJobColumns, lastJobOf, lastJobShape } from "../jobs/last-job";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const row = columns("Publication", "p", "id", "trainingJobId", "destinationId", "personId", "createdAt", "finishedAt");
const shape = {
  ...row.row,
  outcome: orNull(json(pushOutcomeSchema)),
  destinationName: text,
  address: json(destinationAddressSchema),
  personName: text,
  ...lastJobShape,
};
const selected = sql`SELECT ${row}, p.outcome, d.name AS "destinationName", d.address, u.name AS "personName", ${lastJobColumns}
  FROM publication p JOIN destination d ON d.id = p.destination_id JOIN "user" u ON u.id = p.person_id
  ${joinLastJob("publication", sql`p.id`)}`;

const list = statement(
  "publications.list",
  shape,
  (trainingJobId: string, { at, id, limit }: { at: string | null; id: string | null; limit: number }) => sql`
    ${selected} WHERE p.training_job_id = ${trainingJobId}
      AND (${at}::timestamptz IS NULL OR (p.created_at, p.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`,
);

/** Of a training, newest first. */
export async function listPublications(
  trainingJobId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<Publication>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list(trainingJobId, { at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toPublication), nextCursor };
}

const find = statement("publications.find", shape, (id: string) => sql`${selected} WHERE p.id = ${id}`);

export async function findPublication(id: string): Promise<Publication | null> {
  const found = await first(find(id));
  return found && toPublication(found);
}

function toPublication(found: RowOf<typeof shape>): Publication {
  const { id, trainingJobId, destinationId, destinationName, address, personId, personName, outcome } = found;
  return {
    id,
    trainingId: trainingJobId,
    destination: { id: destinationId, name: destinationName, address },
    createdBy: { id: personId, name: personName },
    createdAt: found.createdAt.toISOString(),
    finishedAt: found.finishedAt?.toISOString() ?? null,
    outcome,
    job: lastJobOf(found),
  };
}

type NewPublication = { id: string; trainingJobId: string; destinationId: string; personId: string };
const insert = statement(
  "publications.insert",
  {},
  ({ id, trainingJobId, destinationId, personId }: NewPublication) => sql`
    INSERT INTO publication (id, training_job_id, destination_id, person_id)
    VALUES (${id}, ${trainingJobId}, ${destinationId}, ${personId})`,
);

export async function insertPublication(tx: Queryable, given: NewPublication): Promise<void> {
  await execute(insert(given), tx);
}

const findUnderWay = statement(
  "publications.findUnderWay",
  { id: text },
  (trainingJobId: string, destinationId: string) => sql`
    SELECT p.id FROM publication p JOIN job j ON j.kind = 'publication' AND j.subject_id = p.id
    WHERE p.training_job_id = ${trainingJobId} AND p.destination_id = ${destinationId}
      AND j.status IN ('waiting', 'running') LIMIT 1`,
);

/** That of this model to this destination which a host has, or will take up. */
export async function findPublicationUnderWay(
  tx: Queryable,
  trainingJobId: string,
  destinationId: string,
): Promise<string | null> {
  return (await first(findUnderWay(trainingJobId, destinationId), tx))?.id ?? null;
}

const finish = statement(
  "publications.finish",
  {},
  (id: string, outcome: PushOutcome) => sql`
    UPDATE publication p SET outcome = ${outcome}::jsonb, finished_at = now()
    WHERE p.id = ${id} AND p.finished_at IS NULL`,
);

/** Writes down where it all lies now, once. */
export async function finishPublication(tx: Queryable, id: string, outcome: PushOutcome): Promise<void> {
  await execute(finish(id, outcome), tx);
}

const findFolder = statement(
  "publications.findFolder",
  { folder: text, hostId: text },
  (trainingJobId: string) => sql`
    SELECT m.serving ->> 'folder' AS folder, m.host_id AS "hostId" FROM model m
    WHERE m.training_job_id = ${trainingJobId} AND m.host_id IS NOT NULL AND m.serving ->> 'folder' IS NOT NULL
    ORDER BY m.created_at LIMIT 1`,
);

/** Where the files of what was trained lie, and on which host; null where no host has them. */
export function findModelFolder(trainingJobId: string): Promise<{ folder: string; hostId: string } | null> {
  return first(findFolder(trainingJobId));
}
