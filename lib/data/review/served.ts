import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import { type Assignment, type ReviewDraft, reviewDraftSchema } from "@/lib/domain/review/answer";
import type { Guideline } from "@/lib/domain/review/guideline";
import { type QueueSpec, queueSpecSchema } from "@/lib/domain/review/queue";
import { dialogueColumns, dialogueShape, toDialogue } from "../dialogue-row";
import { first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bool, int, json, listOf, orNull, type RowOf, rowInJson, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { toTurn, turnColumns, turnShape } from "../turn-row";
import { assignmentColumns, assignmentShape, toAssignment } from "./assignments";
import { guidelineColumns, guidelineShape, toGuideline } from "./guidelines";

/** All that is served of a place, of one moment. `headId` is where the dialogue stood when it was queued. */
export type Served = {
  assignment: Assignment;
  item: { needed: number; headId: string | null };
  spec: QueueSpec;
  dialogue: Dialogue;
  turns: Turn[];
};

/** Checked, and as it was typed: defaults would say of what is not in it that somebody emptied it. */
const typedDraft = json<ReviewDraft>({
  parse: (value) => {
    reviewDraftSchema.parse(value);
    return value as ReviewDraft;
  },
});

export const servedShape = {
  assignment: rowInJson({ ...assignmentShape, draft: orNull(typedDraft) }),
  item: rowInJson({ needed: int, headId: orNull(text) }),
  spec: json(queueSpecSchema),
  dialogue: rowInJson(dialogueShape),
  turns: orNull(listOf(rowInJson(turnShape))),
};

/** All that is served of `places`, which are rows of `assignment`. */
export const servedOf = (places: Fragment) => sql`
  SELECT to_json(p) AS assignment, json_build_object('needed', i.needed, 'headId', i.head_id) AS item, q.spec,
    (SELECT to_json(x) FROM (SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = i.dialogue_id) x) AS dialogue,
    (SELECT json_agg(x ORDER BY x.id) FROM (SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = i.dialogue_id) x)
      AS turns
  FROM (SELECT ${assignmentColumns} FROM ${places} a JOIN review_item i ON i.id = a.item_id
    JOIN "user" u ON u.id = a.person_id) p
  JOIN review_item i ON i.id = p."itemId" JOIN review_queue q ON q.id = i.queue_id`;

const find = statement(
  "served.find",
  servedShape,
  (assignmentId: string) => servedOf(sql`(SELECT * FROM assignment WHERE id = ${assignmentId})`),
  { prepared: true },
);

/** A place with its item and the whole dialogue; null when there is no such place. */
export async function findServed(assignmentId: string, on?: Queryable): Promise<Served | null> {
  const row = await first(find(assignmentId), on);
  return row && toServed(row);
}

const findToAnswer = statement(
  "served.findToAnswer",
  { ...servedShape, isRepeat: bool, guideline: orNull(rowInJson(guidelineShape)) },
  (assignmentId: string, answerId: string, guidelineVersion: number) => sql`
    SELECT s.*, EXISTS (
        SELECT FROM answer_version v WHERE v.assignment_id = ${assignmentId} AND v.answer_id = ${answerId}) AS "isRepeat",
      (SELECT to_json(x) FROM (
        SELECT ${guidelineColumns} FROM assignment a JOIN guideline g ON g.queue_id = a.queue_id
        JOIN "user" u ON u.id = g.person_id
        WHERE a.id = ${assignmentId} AND g.version = ${guidelineVersion}) x) AS guideline
    FROM (${servedOf(sql`(SELECT * FROM assignment WHERE id = ${assignmentId})`)}) s`,
  { prepared: true },
);

/** `isRepeat`: this very answer came before, be it the one that stands or an older one. */
type ToAnswer = Served & { isRepeat: boolean; guideline: Guideline | null };

/** A place with what its answer is checked by; to be read once item and dialogue are held. */
export async function findToAnswerAt(
  tx: Queryable,
  { assignmentId, answerId, guidelineVersion }: { assignmentId: string; answerId: string; guidelineVersion: number },
): Promise<ToAnswer | null> {
  const row = await first(findToAnswer(assignmentId, answerId, guidelineVersion), tx);
  return row && { ...toServed(row), isRepeat: row.isRepeat, guideline: row.guideline && toGuideline(row.guideline) };
}

export function toServed(row: RowOf<typeof servedShape>): Served {
  return {
    assignment: toAssignment(row.assignment),
    item: row.item,
    spec: row.spec,
    dialogue: toDialogue(row.dialogue),
    turns: (row.turns ?? []).map(toTurn),
  };
}
