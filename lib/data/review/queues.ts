import type { GuidelineText } from "@/lib/domain/review/guideline";
import { type QueueProgress, type QueueStatus, queueSpecSchema, type ReviewQueue } from "@/lib/domain/review/queue";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, float, type InJson, int, json, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { listReadable, readStored } from "../door/unreadable";
import { olderThan, type PageOf, type PageQuery, toPage } from "../page";
import { prisma } from "../prisma";
import type { Queryable } from "../sql";
import { insertGuideline } from "./guidelines";

/** Of `review_queue q`. */
export const queueColumns = columns(
  "ReviewQueue",
  "q",
  "id",
  "name",
  "status",
  "spec",
  "guidelineVersion",
  "personId",
  "createdAt",
);
export const queueShape = { ...queueColumns.row, status: word<QueueStatus>(), spec: json(queueSpecSchema) };
type Row = RowOf<typeof queueShape>;

const insert = statement(
  "reviewQueues.insert",
  {},
  ({ id, name, spec, personId }: Pick<ReviewQueue, "id" | "name" | "spec" | "personId">) => sql`
    INSERT INTO review_queue (id, name, spec, person_id) VALUES (${id}, ${name}, ${spec}, ${personId})`,
);

/** A queue without items, with the first version of its guideline. */
export async function insertQueue(
  tx: Queryable,
  queue: Pick<ReviewQueue, "id" | "name" | "spec" | "personId">,
  guideline: GuidelineText,
): Promise<void> {
  await execute(insert(queue), tx);
  await insertGuideline(tx, { ...guideline, queueId: queue.id, version: 1, personId: queue.personId });
}

const find = statement(
  "reviewQueues.find",
  queueShape,
  (id: string) => sql`SELECT ${queueColumns} FROM review_queue q WHERE q.id = ${id}`,
);

export async function findQueue(id: string, on?: Queryable): Promise<ReviewQueue | null> {
  const row = await first(find(id), on);
  return row && toQueue(row);
}

const findToServe = statement(
  "reviewQueues.findToServe",
  { ...queueShape, hasExpired: bool },
  (id: string) => sql`
    SELECT ${queueColumns}, EXISTS (
      SELECT FROM assignment a WHERE a.queue_id = q.id AND a.status = 'leased' AND a.lease_until < now()
    ) AS "hasExpired"
    FROM review_queue q WHERE q.id = ${id}`,
  { prepared: true },
);

/** A queue before an item of it is served; `hasExpired` when leases ran out whose places are to be given back first. */
export async function findQueueToServe(id: string): Promise<(ReviewQueue & { hasExpired: boolean }) | null> {
  const row = await first(findToServe(id));
  return row && { ...toQueue(row), hasExpired: row.hasExpired };
}

type ListedQueues = PageQuery & { status?: QueueStatus };

/** Newest first; archived ones only when asked for. */
export async function listQueues({ status, cursor, limit }: ListedQueues): Promise<PageOf<ReviewQueue>> {
  const rows = await prisma.reviewQueue.findMany({
    where: { AND: [{ status: status ?? { not: "archived" } }, olderThan(cursor)] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return {
    items: listReadable(items, (row) => {
      const place = { table: "review_queue", column: "spec", id: row.id };
      const spec = readStored(place, (value) => queueSpecSchema.parse(value), row.spec);
      return toQueue({ ...row, spec, status: row.status as QueueStatus });
    }),
    nextCursor,
  };
}

export async function updateQueueRow(
  id: string,
  { name, status, spec }: Pick<ReviewQueue, "name" | "status" | "spec">,
): Promise<ReviewQueue | null> {
  const { count } = await prisma.reviewQueue.updateMany({ where: { id }, data: { name, status, spec } });
  return count === 0 ? null : findQueue(id);
}

const keepOrigins = statement(
  "reviewQueues.keepOrigins",
  {},
  (id: string) => sql`
    UPDATE review_queue q SET kept_origins = CASE WHEN (q.spec->'hidesModels')::boolean THEN ARRAY(
      SELECT DISTINCT coalesce(d.run_id, d.import_id) FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
      WHERE i.queue_id = q.id) ELSE '{}' END
    WHERE q.id = ${id}`,
);

/** Notes what a queue keeps from its people; to be called when its items or its set-up have changed. */
export async function keepOriginsOf(id: string, on?: Queryable): Promise<void> {
  await execute(keepOrigins(id), on);
}

const findHidden = statement(
  "reviewQueues.hidesModels",
  { hides: bool },
  (queueId: string | null, assignmentId: string | null) => sql`
    SELECT coalesce((q.spec->'hidesModels')::boolean, false) AS hides FROM review_queue q
    WHERE q.id = coalesce(${queueId}::text, (SELECT a.queue_id FROM assignment a WHERE a.id = ${assignmentId}::text))`,
);

/** True for a queue, or that of a place, which hides from its people which models its dialogues are from. */
export async function hidesModels({ queueId, assignmentId }: Place): Promise<boolean> {
  return (await first(findHidden(queueId ?? null, assignmentId ?? null)))?.hides ?? false;
}

type Place = { queueId?: string; assignmentId?: string };

const listProgress = statement(
  "reviewQueues.readProgress",
  { id: text, items: int, open: int, contested: int, settled: int, answersNeeded: int, answers: int, leased: int },
  (queueIds: string[]) => sql`
    SELECT q.id, coalesce(i.items, 0) AS items, coalesce(i.open, 0) AS open, coalesce(i.contested, 0) AS contested,
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
    WHERE q.id = ANY(${queueIds})`,
);

/** Of each queue how far it is; answers that came late or were sent back do not count. */
export async function readProgress(queueIds: string[]): Promise<Map<string, QueueProgress>> {
  const rows = await all(listProgress(queueIds));
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}

const listWaiting = statement(
  "reviewQueues.readWaiting",
  { id: text, sentBack: int, answered: int, secondsEach: orNull(float), takeable: int },
  (queueIds: string[], personId: string) => sql`
    SELECT q.id, coalesce(m."sentBack", 0) AS "sentBack", coalesce(m.answered, 0) AS answered,
      m."secondsEach",
      CASE WHEN q.status <> 'open' OR (q.spec->'participants' <> '[]' AND NOT q.spec->'participants' ? ${personId}) THEN 0
      ELSE (
        SELECT count(*)::int FROM review_item i
        LEFT JOIN assignment a ON a.item_id = i.id AND a.person_id = ${personId}
        WHERE i.queue_id = q.id AND i.dialogue_id NOT IN (SELECT d.id FROM dialogue d WHERE d.deleted_at IS NOT NULL) AND (
          a.status = 'leased'
          OR (i.vacant > 0 AND i.status = 'open' AND NOT (q.spec->>'practice')::bool
            AND (i.assigned_to = '{}' OR ${personId} = ANY(i.assigned_to)) AND (a.id IS NULL OR a.status = 'expired'))
          OR (i.gold IS NOT NULL AND (q.spec->>'practice')::bool AND (a.id IS NULL OR a.status = 'expired')))
      ) END AS takeable
    FROM review_queue q
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE status = 'sent_back')::int AS "sentBack",
        count(*) FILTER (WHERE status IN ('answered', 'late'))::int AS answered,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE status IN ('answered', 'late'))
          AS "secondsEach"
      FROM assignment WHERE queue_id = q.id AND person_id = ${personId}
    ) m ON true
    WHERE q.id = ANY(${queueIds})`,
);

export type Waiting = { takeable: number; sentBack: number; answered: number; secondsEach: number | null };

/** Of each queue what waits for this person: items that they could take now, and what they did. */
export async function readWaiting(queueIds: string[], personId: string): Promise<Map<string, Waiting>> {
  const rows = await all(listWaiting(queueIds, personId));
  return new Map(rows.map(({ id, ...waiting }) => [id, waiting]));
}

const countOn = statement(
  "reviewQueues.takePositions",
  { first: int },
  (id: string, count: number) => sql`
    UPDATE review_queue SET next_position = next_position + ${count}::int WHERE id = ${id}
    RETURNING next_position - ${count}::int AS first`,
);

/** Holds the queue against others who add to it, and takes `count` positions; returns the first. */
export async function takePositions(tx: Queryable, id: string, count: number): Promise<number> {
  const row = await first(countOn(id, count), tx);
  if (!row) throw new Error(`Queue ${id} is gone`);
  return row.first;
}

export function toQueue({
  id,
  name,
  status,
  spec,
  guidelineVersion,
  personId,
  createdAt,
}: Row | InJson<Row>): ReviewQueue {
  return { id, name, status, spec, guidelineVersion, personId, createdAt: new Date(createdAt).toISOString() };
}
