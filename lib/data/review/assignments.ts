import type { Assignment, AssignmentStatus, ReviewAnswer, ReviewDraft } from "@/lib/domain/review/answer";
import { decodeCursor, encodeCursor, type Page } from "../page";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

type Moments = "leaseUntil" | "servedAt" | "answeredAt";
type Row = Omit<Assignment, Moments> & { leaseUntil: Date | null; servedAt: Date; answeredAt: Date | null };

const selectAssignments = `SELECT a.id, a.item_id AS "itemId", a.queue_id AS "queueId", i.dialogue_id AS "dialogueId",
    a.person_id AS "personId", u.name AS "personName", a.status, a.lease_until AS "leaseUntil", a.draft, a.answer,
    a.guideline_version AS "guidelineVersion", a.skip_reason AS "skipReason", a.sent_back_note AS "sentBackNote",
    a.seconds, a.served_at AS "servedAt", a.answered_at AS "answeredAt"
  FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id`;

export async function findAssignment(id: string, on: Queryable = pool()): Promise<Assignment | null> {
  const { rows } = await on.query<Row>(`${selectAssignments} WHERE a.id = $1`, [id]);
  return rows[0] ? toAssignment(rows[0]) : null;
}

/** Everybody's places at an item, in the order they were served. */
export async function listPlaces(itemId: string, on: Queryable = pool()): Promise<Assignment[]> {
  const { rows } = await on.query<Row>(`${selectAssignments} WHERE a.item_id = $1 ORDER BY a.served_at, a.id`, [
    itemId,
  ]);
  return rows.map(toAssignment);
}

type Options = { status?: AssignmentStatus; cursor?: string; limit: number };

/** A person's work in a queue, newest first. */
export async function listWork(
  queueId: string,
  personId: string,
  { status, cursor, limit }: Options,
): Promise<Page<Assignment & { opening: string }>> {
  const [moment, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
  if (moment !== null && Number.isNaN(Date.parse(moment))) decodeCursor("");
  const { rows } = await pool().query<Row & { opening: string }>(
    `SELECT w.*, d.opening FROM (${selectAssignments} WHERE a.queue_id = $1 AND a.person_id = $2) w
     JOIN dialogue d ON d.id = w."dialogueId"
     WHERE ($3::text IS NULL OR w.status = $3)
       AND ($4::timestamptz IS NULL OR (w."servedAt", w.id) < ($4::timestamptz, $5::text))
     ORDER BY w."servedAt" DESC, w.id DESC LIMIT ${limit + 1}`,
    [queueId, personId, status ?? null, moment, id],
  );
  const items = rows.slice(0, limit).map(({ opening, ...row }) => ({ ...toAssignment(row), opening }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.servedAt, last.id) : null };
}

/** Keeps what is typed and lengthens the lease if there is one. Seconds only grow, whatever comes in what order. */
export async function updateDraft(
  id: string,
  personId: string,
  { draft, seconds, leaseSeconds }: { draft: ReviewDraft; seconds: number; leaseSeconds: number },
): Promise<boolean> {
  const rows = await sql(pool())`
    UPDATE assignment SET draft = ${draft}, seconds = greatest(seconds, ${seconds}::float8),
      lease_until = CASE WHEN status = 'leased' THEN now() + ${leaseSeconds} * interval '1 second' ELSE lease_until END
    WHERE id = ${id} AND person_id = ${personId} RETURNING id`;
  return rows.length === 1;
}

/** Gives a place (back) to its person, with a new lease. The caller holds the item and has seen to its vacancies. */
export async function lease(tx: Queryable, id: string, leaseSeconds: number): Promise<void> {
  await sql(tx)`
    UPDATE assignment SET status = 'leased', lease_until = now() + ${leaseSeconds} * interval '1 second',
      skip_reason = NULL
    WHERE id = ${id}`;
}

type Answered = { answer: ReviewAnswer; answerId: string; guidelineVersion: number; seconds: number };

export async function writeAnswer(
  tx: Queryable,
  id: string,
  status: "answered" | "late",
  { answer, answerId, guidelineVersion, seconds }: Answered,
): Promise<void> {
  await sql(tx)`
    UPDATE assignment SET status = ${status}, lease_until = NULL, draft = NULL, answer = ${answer},
      answer_id = ${answerId}, guideline_version = ${guidelineVersion}, skip_reason = NULL, sent_back_note = NULL,
      seconds = greatest(seconds, ${seconds}::float8), answered_at = now()
    WHERE id = ${id}`;
}

/** Another standing than answered; the answer, if there was one, becomes the draft. */
export async function updateStatus(
  tx: Queryable,
  id: string,
  { status, note = null }: { status: "expired" | "sent_back" | "late"; note?: string | null },
): Promise<void> {
  await sql(tx)`
    UPDATE assignment SET status = ${status}, lease_until = NULL, sent_back_note = ${note},
      draft = CASE WHEN ${status} = 'late' THEN draft ELSE coalesce(answer, draft) END
    WHERE id = ${id}`;
}

/** The answer becomes the draft. */
export async function withdrawAnswer(tx: Queryable, id: string, status: "leased" | "expired", leaseSeconds: number) {
  await sql(tx)`
    UPDATE assignment SET status = ${status}, draft = answer, answer = NULL, answer_id = NULL, answered_at = NULL,
      lease_until = CASE WHEN ${status} = 'leased' THEN now() + ${leaseSeconds} * interval '1 second' END
    WHERE id = ${id}`;
}

export async function skip(
  tx: Queryable,
  id: string,
  { reason, draft, seconds }: { reason: string; draft: ReviewDraft | null; seconds: number },
): Promise<void> {
  await sql(tx)`
    UPDATE assignment SET status = 'skipped', lease_until = NULL, skip_reason = ${reason},
      draft = coalesce(${draft}::jsonb, draft), seconds = greatest(seconds, ${seconds}::float8)
    WHERE id = ${id}`;
}

type Event = "answered" | "changed" | "taken_back" | "sent_back" | "late";
type Version = {
  event: Event;
  actorId: string;
  answer: ReviewAnswer | null;
  answerId?: string;
  guidelineVersion: number | null;
  seconds: number;
  note?: string;
};

/** Adds to the history of an assignment; the caller holds its item. */
export async function insertVersion(tx: Queryable, assignmentId: string, version: Version): Promise<void> {
  const { event, actorId, answer, answerId, guidelineVersion, seconds, note } = version;
  await sql(tx)`
    INSERT INTO answer_version
      (assignment_id, version, event, answer, answer_id, guideline_version, seconds, actor_id, note)
    SELECT ${assignmentId}, coalesce(max(version), 0) + 1, ${event}, ${answer}::jsonb, ${answerId ?? null},
      ${guidelineVersion}::int, ${seconds}::float8, ${actorId}, ${note ?? null}
    FROM answer_version WHERE assignment_id = ${assignmentId}`;
}

/** True when this very answer came before, be it the one that stands or an older one. */
export async function hasAnswer(tx: Queryable, assignmentId: string, answerId: string): Promise<boolean> {
  const rows = await sql(tx)`
    SELECT 1 AS one FROM answer_version WHERE assignment_id = ${assignmentId} AND answer_id = ${answerId} LIMIT 1`;
  return rows.length > 0;
}

function toAssignment({ leaseUntil, servedAt, answeredAt, ...row }: Row): Assignment {
  return {
    ...row,
    leaseUntil: leaseUntil?.toISOString() ?? null,
    servedAt: servedAt.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  };
}
