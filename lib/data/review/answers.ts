import { must } from "@/lib/base/assert";
import type { AnswerEvent, Assignment, ReviewAnswer } from "@/lib/domain/review/answer";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { assignmentColumns, assignmentShape, toAssignment } from "./assignments";

type Answered = {
  event: Extract<AnswerEvent, "answered" | "changed" | "late">;
  personId: string;
  answer: ReviewAnswer;
  answerId: string;
  guidelineVersion: number;
  seconds: number;
};

const answer = statement(
  "assignments.answer",
  assignmentShape,
  (id: string, { event, personId, answer, answerId, guidelineVersion, seconds }: Answered) => sql`
    WITH a AS (
      UPDATE assignment SET status = ${event === "late" ? "late" : "answered"}, lease_until = NULL, draft = NULL,
        answer = ${answer}::jsonb, answer_id = ${answerId}, guideline_version = ${guidelineVersion}, skip_reason = NULL,
        sent_back_note = NULL, seconds = greatest(seconds, ${seconds}::float8), answered_at = now()
      WHERE id = ${id} RETURNING *
    ), said AS (
      INSERT INTO answer_version
        (assignment_id, version, event, answer, answer_id, guideline_version, seconds, person_id)
      SELECT ${id}, coalesce(max(version), 0) + 1, ${event}, ${answer}::jsonb, ${answerId}, ${guidelineVersion}::int,
        ${seconds}::float8, ${personId}
      FROM answer_version WHERE assignment_id = ${id}
    )
    SELECT ${assignmentColumns} FROM a JOIN review_item i ON i.id = a.item_id JOIN "user" u ON u.id = a.person_id`,
  { prepared: true },
);

/** The answer of a place and its entry in the history, together; the caller holds the item. */
export async function writeAnswer(tx: Queryable, id: string, answered: Answered): Promise<Assignment> {
  return toAssignment(must(await first(answer(id, answered), tx), `assignment ${id}`));
}

const withdraw = statement(
  "assignments.withdraw",
  {},
  (id: string, status: "leased" | "expired", leaseSeconds: number) => sql`
    UPDATE assignment SET status = ${status}, draft = answer, answer = NULL, answer_id = NULL, answered_at = NULL,
      lease_until = CASE WHEN ${status} = 'leased' THEN now() + ${leaseSeconds} * interval '1 second' END
    WHERE id = ${id}`,
);

/** The answer becomes the draft. */
export async function withdrawAnswer(tx: Queryable, id: string, status: "leased" | "expired", leaseSeconds: number) {
  await execute(withdraw(id, status, leaseSeconds), tx);
}

type Version = {
  event: Extract<AnswerEvent, "taken_back" | "sent_back">;
  personId: string;
  answer: ReviewAnswer | null;
  guidelineVersion: number | null;
  seconds: number;
  note?: string;
};

const addVersion = statement(
  "assignments.insertVersion",
  {},
  (assignmentId: string, { event, personId, answer, guidelineVersion, seconds, note }: Version) => sql`
    INSERT INTO answer_version (assignment_id, version, event, answer, guideline_version, seconds, person_id, note)
    SELECT ${assignmentId}, coalesce(max(version), 0) + 1, ${event}, ${answer}::jsonb, ${guidelineVersion}::int,
      ${seconds}::float8, ${personId}, ${note}
    FROM answer_version WHERE assignment_id = ${assignmentId}`,
);

/** Adds what became of an answer to its history; the caller holds its item. */
export async function insertVersion(tx: Queryable, assignmentId: string, version: Version): Promise<void> {
  await execute(addVersion(assignmentId, version), tx);
}
