import type { AnswerEvent, Assignment, AssignmentStatus, ReviewAnswer, ReviewDraft } from "@/lib/domain/review/answer";
import { decodeCursor, encodeCursor, type Page } from "../page";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

type Moments = "leaseUntil" | "servedAt" | "answeredAt";
/** As it leaves the database; moments are Dates, or text inside JSON. */
export type AssignmentRow = Omit<Assignment, Moments> & {
  leaseUntil: Date | string | null;
  servedAt: Date | string;
  answeredAt: Date | string | null;
};
type Row = AssignmentRow;

/** Of `assignment a`, its `review_item i` and its `"user" u`. */
export const assignmentColumns = `a.id, a.item_id AS "itemId", a.queue_id AS "queueId", i.dialogue_id AS "dialogueId",
    a.person_id AS "personId", u.name AS "personName", a.status, a.lease_until AS "leaseUntil", a.draft, a.answer,
    a.guideline_version AS "guidelineVersion", a.skip_reason AS "skipReason", a.sent_back_note AS "sentBackNote",
    a.seconds, a.served_at AS "servedAt", a.answered_at AS "answeredAt"`;

const selectAssignments = `SELECT ${assignmentColumns}
  FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id`;

export async function findAssignment(id: string, on: Queryable = pool()): Promise<Assignment | null> {
  const text = `${selectAssignments} WHERE a.id = $1`;
  const { rows } = await on.query<Row>({ name: "assignment", text, values: [id] });
  return rows[0] ? toAssignment(rows[0]) : null;
}

/** A place, and whether this very answer came to it before, be it the one that stands or an older one. */
export async function findForAnswer(
  tx: Queryable,
  id: string,
  answerId: string,
): Promise<{ assignment: Assignment; isRepeat: boolean } | null> {
  const { rows } = await tx.query<Row & { isRepeat: boolean }>({
    name: "assignment-for-answer",
    text: `SELECT ${assignmentColumns}, EXISTS (
        SELECT FROM answer_version v WHERE v.assignment_id = a.id AND v.answer_id = $2) AS "isRepeat"
      FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id WHERE a.id = $1`,
    values: [id, answerId],
  });
  if (!rows[0]) return null;
  const { isRepeat, ...row } = rows[0];
  return { assignment: toAssignment(row), isRepeat };
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

type Answered = {
  event: Extract<AnswerEvent, "answered" | "changed" | "late">;
  personId: string;
  answer: ReviewAnswer;
  answerId: string;
  guidelineVersion: number;
  seconds: number;
};

/** The answer of a place and its entry in the history, together; the caller holds the item. */
export async function writeAnswer(
  tx: Queryable,
  id: string,
  { event, personId, answer, answerId, guidelineVersion, seconds }: Answered,
): Promise<Assignment> {
  const { rows } = await tx.query<Row>({
    name: "write-answer",
    text: `WITH a AS (
        UPDATE assignment SET status = $2, lease_until = NULL, draft = NULL, answer = $3::jsonb, answer_id = $4,
          guideline_version = $5, skip_reason = NULL, sent_back_note = NULL, seconds = greatest(seconds, $6::float8),
          answered_at = now()
        WHERE id = $1 RETURNING *
      ), said AS (
        INSERT INTO answer_version
          (assignment_id, version, event, answer, answer_id, guideline_version, seconds, person_id)
        SELECT $1, coalesce(max(version), 0) + 1, $7, $3::jsonb, $4, $5, $6::float8, $8
        FROM answer_version WHERE assignment_id = $1
      )
      SELECT ${assignmentColumns}
      FROM a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id`,
    values: [
      ...[id, event === "late" ? "late" : "answered", answer, answerId],
      ...[guidelineVersion, seconds, event, personId],
    ],
  });
  const [row] = rows;
  if (!row) throw new Error(`Assignment ${id} is gone`);
  return toAssignment(row);
}

/** Another status than answered; the answer, if there was one, becomes the draft. */
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

type Version = {
  event: Extract<AnswerEvent, "taken_back" | "sent_back">;
  personId: string;
  answer: ReviewAnswer | null;
  guidelineVersion: number | null;
  seconds: number;
  note?: string;
};

/** Adds what became of an answer to its history; the caller holds its item. */
export async function insertVersion(tx: Queryable, assignmentId: string, version: Version): Promise<void> {
  const { event, personId, answer, guidelineVersion, seconds, note } = version;
  await sql(tx)`
    INSERT INTO answer_version (assignment_id, version, event, answer, guideline_version, seconds, person_id, note)
    SELECT ${assignmentId}, coalesce(max(version), 0) + 1, ${event}, ${answer}::jsonb, ${guidelineVersion}::int, ${seconds}::float8, ${personId}, ${note ?? null}
    FROM answer_version WHERE assignment_id = ${assignmentId}`;
}

export function toAssignment({ leaseUntil, servedAt, answeredAt, ...row }: AssignmentRow): Assignment {
  return {
    ...row,
    leaseUntil: leaseUntil && new Date(leaseUntil).toISOString(),
    servedAt: new Date(servedAt).toISOString(),
    answeredAt: answeredAt && new Date(answeredAt).toISOString(),
  };
}
