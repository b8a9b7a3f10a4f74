import type { GuidelineText } from "@/lib/domain/review/guideline";
import {
  type QueueProgress,
  type QueueSpec,
  type QueueStatus,
  queueSpecSchema,
  type ReviewQueue,
} from "@/lib/domain/review/queue";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";
import { insertGuideline } from "./guidelines";

/** A queue as it leaves the database; moments are Dates, or text inside JSON. */
export type QueueRow = Omit<ReviewQueue, "spec" | "createdAt"> & { spec: unknown; createdAt: Date | string };

export const queueColumns = `q.id, q.name, q.status, q.spec, q.guideline_version AS "guidelineVersion",
  q.person_id AS "personId", q.created_at AS "createdAt"`;

/** A queue without items, with the first version of its guideline. */
export async function insertQueue(
  tx: Queryable,
  queue: Pick<ReviewQueue, "id" | "name" | "spec" | "personId">,
  guideline: GuidelineText,
): Promise<void> {
  const { id, name, spec, personId } = queue;
  await sql(tx)`INSERT INTO review_queue (id, name, spec, person_id) VALUES (${id}, ${name}, ${spec}, ${personId})`;
  await insertGuideline(tx, { ...guideline, queueId: id, version: 1, personId });
}

export async function findQueue(id: string, on: Queryable = pool()): Promise<ReviewQueue | null> {
  const { rows } = await on.query<QueueRow>(`SELECT ${queueColumns} FROM review_queue q WHERE q.id = $1`, [id]);
  return rows[0] ? toQueue(rows[0]) : null;
}

/** A queue before an item of it is served; `hasExpired` when leases ran out whose places are to be given back first. */
export async function findQueueToServe(id: string): Promise<(ReviewQueue & { hasExpired: boolean }) | null> {
  const { rows } = await pool().query<QueueRow & { hasExpired: boolean }>({
    name: "queue-to-serve",
    text: `SELECT ${queueColumns}, EXISTS (
        SELECT FROM assignment a WHERE a.queue_id = q.id AND a.status = 'leased' AND a.lease_until < now()
      ) AS "hasExpired"
      FROM review_queue q WHERE q.id = $1`,
    values: [id],
  });
  return rows[0] ? { ...toQueue(rows[0]), hasExpired: rows[0].hasExpired } : null;
}

/** Newest first; archived ones only when asked for. */
export async function listQueues(status: QueueStatus | undefined): Promise<ReviewQueue[]> {
  const { rows } = await pool().query<QueueRow>(
    `SELECT ${queueColumns} FROM review_queue q
     WHERE CASE WHEN $1::text IS NULL THEN q.status <> 'archived' ELSE q.status = $1 END
     ORDER BY q.created_at DESC, q.id DESC`,
    [status ?? null],
  );
  return rows.map(toQueue);
}

export async function updateQueueRow(
  id: string,
  { name, status, spec }: Pick<ReviewQueue, "name" | "status" | "spec">,
): Promise<ReviewQueue | null> {
  const { rows } = await pool().query<QueueRow>(
    `UPDATE review_queue q SET name = $2, status = $3, spec = $4 WHERE q.id = $1 RETURNING ${queueColumns}`,
    [id, name, status, spec],
  );
  return rows[0] ? toQueue(rows[0]) : null;
}

/** Of each queue how far it is; answers that came late or were sent back do not count. */
export async function readProgress(queueIds: string[]): Promise<Map<string, QueueProgress>> {
  const { rows } = await pool().query<QueueProgress & { id: string }>(
    `SELECT q.id, coalesce(i.items, 0) AS items, coalesce(i.open, 0) AS open, coalesce(i.contested, 0) AS contested,
       coalesce(i.settled, 0) AS settled, coalesce(i."answersNeeded", 0) AS "answersNeeded",
       coalesce(a.answers, 0) AS answers, coalesce(a.leased, 0) AS leased
     FROM review_queue q
     LEFT JOIN LATERAL (
       SELECT count(*)::int AS items, count(*) FILTER (WHERE status = 'open')::int AS open,
         count(*) FILTER (WHERE status = 'contested')::int AS contested,
         count(*) FILTER (WHERE status = 'settled')::int AS settled, sum(needed)::int AS "answersNeeded"
       FROM review_item WHERE queue_id = q.id AND (gold IS NULL OR (q.spec->>'practice')::bool)
     ) i ON true
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE a.status = 'answered')::int AS answers,
         count(*) FILTER (WHERE a.status = 'leased' AND a.lease_until > now())::int AS leased
       FROM assignment a JOIN review_item g ON g.id = a.item_id
       WHERE a.queue_id = q.id AND (g.gold IS NULL OR (q.spec->>'practice')::bool)
     ) a ON true
     WHERE q.id = ANY($1)`,
    [queueIds],
  );
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}

export type Waiting = { takeable: number; sentBack: number; answered: number; secondsEach: number | null };

/** Of each queue what waits for this person: items that they could take now, and what they did. */
export async function readWaiting(queueIds: string[], personId: string): Promise<Map<string, Waiting>> {
  const { rows } = await pool().query<Waiting & { id: string }>(
    `SELECT q.id, coalesce(m."sentBack", 0) AS "sentBack", coalesce(m.answered, 0) AS answered,
       m."secondsEach",
       CASE WHEN q.status <> 'open' OR (q.spec->'participants' <> '[]' AND NOT q.spec->'participants' ? $2) THEN 0
       ELSE (
         SELECT count(*)::int FROM review_item i
         LEFT JOIN assignment a ON a.item_id = i.id AND a.person_id = $2
         WHERE i.queue_id = q.id AND i.dialogue_id NOT IN (SELECT d.id FROM dialogue d WHERE d.deleted_at IS NOT NULL) AND (
           a.status = 'leased'
           OR (i.vacant > 0 AND i.status = 'open' AND NOT (q.spec->>'practice')::bool
             AND (i.assigned_to = '{}' OR $2 = ANY(i.assigned_to)) AND (a.id IS NULL OR a.status = 'expired'))
           OR (i.gold IS NOT NULL AND (q.spec->>'practice')::bool AND (a.id IS NULL OR a.status = 'expired')))
       ) END AS takeable
     FROM review_queue q
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE status = 'sent_back')::int AS "sentBack",
         count(*) FILTER (WHERE status IN ('answered', 'late'))::int AS answered,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE status IN ('answered', 'late'))
           AS "secondsEach"
       FROM assignment WHERE queue_id = q.id AND person_id = $2
     ) m ON true
     WHERE q.id = ANY($1)`,
    [queueIds, personId],
  );
  return new Map(rows.map(({ id, ...waiting }) => [id, waiting]));
}

/** Holds the queue against others who add to it, and takes `count` positions; returns the first. */
export async function takePositions(tx: Queryable, id: string, count: number): Promise<number> {
  const [row] = await sql<{ first: number }>(tx)`
    UPDATE review_queue SET next_position = next_position + ${count}::int WHERE id = ${id}
    RETURNING next_position - ${count}::int AS first`;
  if (!row) throw new Error(`Queue ${id} is gone`);
  return row.first;
}

export function toQueue({ spec, createdAt, ...row }: QueueRow): ReviewQueue {
  return { ...row, spec: queueSpecSchema.parse(spec) as QueueSpec, createdAt: new Date(createdAt).toISOString() };
}
