import {
  type Assignment,
  type AssignmentStatus,
  type ReviewDraft,
  reviewAnswerSchema,
  reviewDraftSchema,
} from "@/lib/domain/review/answer";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, type InJson, json, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const assignment = columns(
  "Assignment",
  "a",
  "id",
  "itemId",
  "queueId",
  "personId",
  "status",
  "leaseUntil",
  "draft",
  "answer",
  "guidelineVersion",
  "skipReason",
  "sentBackNote",
  "seconds",
  "servedAt",
  "answeredAt",
);

/** Of `assignment a`, its `review_item i` and its `"user" u`. */
export const assignmentColumns = sql`${assignment}, i.dialogue_id AS "dialogueId", u.name AS "personName"`;

export const assignmentShape = {
  ...assignment.row,
  status: word<AssignmentStatus>(),
  draft: orNull(json(reviewDraftSchema)),
  answer: orNull(json(reviewAnswerSchema)),
  dialogueId: text,
  personName: text,
};
type Row = RowOf<typeof assignmentShape>;
export type AssignmentInJson = InJson<Row>;

const source = sql`assignment a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id`;

const find = statement(
  "assignments.find",
  assignmentShape,
  (id: string) => sql`SELECT ${assignmentColumns} FROM ${source} WHERE a.id = ${id}`,
  { prepared: true },
);

export async function findAssignment(id: string, on?: Queryable): Promise<Assignment | null> {
  const row = await first(find(id), on);
  return row && toAssignment(row);
}

const listOfItem = statement(
  "assignments.listOfItem",
  assignmentShape,
  (itemId: string) => sql`
    SELECT ${assignmentColumns} FROM ${source} WHERE a.item_id = ${itemId} ORDER BY a.served_at, a.id`,
);

/** Everybody's places at an item, in the order they were served. */
export async function listPlaces(itemId: string, on?: Queryable): Promise<Assignment[]> {
  return (await all(listOfItem(itemId), on)).map(toAssignment);
}

type Options = { status?: AssignmentStatus; cursor?: string; limit: number };
type Place = { status?: AssignmentStatus; moment: string | null; id: string | null; limit: number };

const listOfPerson = statement(
  "assignments.listOfPerson",
  { ...assignmentShape, opening: text },
  (queueId: string, personId: string, { status, moment, id, limit }: Place) => sql`
    SELECT w.*, d.opening FROM (
      SELECT ${assignmentColumns} FROM ${source} WHERE a.queue_id = ${queueId} AND a.person_id = ${personId}) w
    JOIN dialogue d ON d.id = w."dialogueId"
    WHERE (${status}::text IS NULL OR w.status = ${status})
      AND (${moment}::timestamptz IS NULL OR (w."servedAt", w.id) < (${moment}::timestamptz, ${id}::text))
    ORDER BY w."servedAt" DESC, w.id DESC LIMIT ${limit}`,
);

/** A person's work in a queue, newest first. */
export async function listWork(
  queueId: string,
  personId: string,
  { status, cursor, limit }: Options,
): Promise<PageOf<Assignment & { opening: string }>> {
  const [moment, id] = placeAfter(cursor, "moment");
  const rows = await all(listOfPerson(queueId, personId, { status, moment, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ servedAt, id }) => [servedAt, id]);
  return { items: items.map(({ opening, ...row }) => ({ ...toAssignment(row), opening })), nextCursor };
}

type Typed = { draft: ReviewDraft; seconds: number; leaseSeconds: number };

const keepDraft = statement(
  "assignments.updateDraft",
  {},
  (id: string, personId: string, { draft, seconds, leaseSeconds }: Typed) => sql`
    UPDATE assignment SET draft = ${draft}, seconds = greatest(seconds, ${seconds}::float8),
      lease_until = CASE WHEN status = 'leased' THEN now() + ${leaseSeconds} * interval '1 second' ELSE lease_until END
    WHERE id = ${id} AND person_id = ${personId}`,
);

/** Keeps what is typed and lengthens the lease if there is one. Seconds only grow, whatever comes in what order. */
export async function updateDraft(id: string, personId: string, typed: Typed): Promise<boolean> {
  return (await execute(keepDraft(id, personId, typed))) === 1;
}

const leaseAgain = statement(
  "assignments.lease",
  {},
  (id: string, leaseSeconds: number) => sql`
    UPDATE assignment SET status = 'leased', lease_until = now() + ${leaseSeconds} * interval '1 second',
      skip_reason = NULL
    WHERE id = ${id}`,
);

/** Gives a place (back) to its person, with a new lease. The caller holds the item and has seen to its vacancies. */
export async function lease(tx: Queryable, id: string, leaseSeconds: number): Promise<void> {
  await execute(leaseAgain(id, leaseSeconds), tx);
}

const sendOneBack = statement(
  "assignments.sendBack",
  {},
  (id: string, note: string) => sql`
    UPDATE assignment SET status = 'sent_back', lease_until = NULL, sent_back_note = ${note},
      draft = coalesce(answer, draft)
    WHERE id = ${id}`,
);

/** Gives a place back to its person with a note; the answer, if there was one, becomes the draft. */
export async function sendPlaceBack(tx: Queryable, id: string, note: string): Promise<void> {
  await execute(sendOneBack(id, note), tx);
}

const closeOfItem = statement(
  "assignments.closeOfItem",
  {},
  (itemId: string) => sql`
    UPDATE assignment SET status = CASE WHEN status = 'answered' THEN 'late' ELSE 'expired' END, lease_until = NULL,
      sent_back_note = NULL, draft = CASE WHEN status = 'answered' THEN draft ELSE coalesce(answer, draft) END
    WHERE item_id = ${itemId} AND status NOT IN ('expired', 'skipped', 'late')`,
);

/** Ends all places of an item at which somebody works or has worked; answers are kept as late ones. */
export async function closePlaces(tx: Queryable, itemId: string): Promise<void> {
  await execute(closeOfItem(itemId), tx);
}

type Skipped = { reason: string; draft: ReviewDraft | null; seconds: number };

const skipOne = statement(
  "assignments.skip",
  {},
  (id: string, { reason, draft, seconds }: Skipped) => sql`
    UPDATE assignment SET status = 'skipped', lease_until = NULL, skip_reason = ${reason},
      draft = coalesce(${draft}::jsonb, draft), seconds = greatest(seconds, ${seconds}::float8)
    WHERE id = ${id}`,
);

export async function skip(tx: Queryable, id: string, skipped: Skipped): Promise<void> {
  await execute(skipOne(id, skipped), tx);
}

export function toAssignment({ leaseUntil, servedAt, answeredAt, ...row }: Row | AssignmentInJson): Assignment {
  return {
    ...row,
    leaseUntil: leaseUntil && new Date(leaseUntil).toISOString(),
    servedAt: new Date(servedAt).toISOString(),
    answeredAt: answeredAt && new Date(answeredAt).toISOString(),
  };
}
