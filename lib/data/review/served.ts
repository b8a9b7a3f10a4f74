import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Assignment } from "@/lib/domain/review/answer";
import { type QueueSpec, queueSpecSchema } from "@/lib/domain/review/queue";
import { type DialogueInJson, dialogueColumns, toDialogue } from "../dialogue-row";
import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { json, made, orNull } from "../door/row";
import { statement } from "../door/statement";
import { type TurnInJson, toTurn, turnColumns } from "../turn-row";
import { type AssignmentInJson, assignmentColumns, toAssignment } from "./assignments";

/** All that is served of a place, of one moment. `headId` is where the dialogue stood when it was queued. */
export type Served = {
  assignment: Assignment;
  item: { needed: number; headId: string | null };
  spec: QueueSpec;
  dialogue: Dialogue;
  turns: Turn[];
};

const find = statement(
  "served.find",
  {
    assignment: made<AssignmentInJson>(),
    item: made<Served["item"]>(),
    spec: json(queueSpecSchema),
    dialogue: made<DialogueInJson>(),
    turns: orNull(made<TurnInJson[]>()),
  },
  (assignmentId: string) => sql`
    SELECT to_json(p) AS assignment, json_build_object('needed', i.needed, 'headId', i.head_id) AS item, q.spec,
      (SELECT to_json(x) FROM (SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = i.dialogue_id) x) AS dialogue,
      (SELECT json_agg(x ORDER BY x.id) FROM (SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = i.dialogue_id) x)
        AS turns
    FROM (SELECT ${assignmentColumns} FROM assignment a JOIN review_item i ON i.id = a.item_id
      JOIN "user" u ON u.id = a.person_id WHERE a.id = ${assignmentId}) p
    JOIN review_item i ON i.id = p."itemId" JOIN review_queue q ON q.id = i.queue_id`,
  { prepared: true },
);

/** A place with its item and the whole dialogue; null when there is no such place. */
export async function findServed(assignmentId: string): Promise<Served | null> {
  const row = await first(find(assignmentId));
  if (!row) return null;
  return {
    assignment: toAssignment(row.assignment),
    item: row.item,
    spec: row.spec,
    dialogue: toDialogue(row.dialogue),
    turns: (row.turns ?? []).map(toTurn),
  };
}
