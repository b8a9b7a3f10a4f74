import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Assignment } from "@/lib/domain/review/answer";
import type { QueueSpec } from "@/lib/domain/review/queue";
import { queueSpecSchema } from "@/lib/domain/review/queue";
import { type DialogueRow, dialogueColumns, toDialogue } from "../dialogue-row";
import { pool } from "../pool";
import { type TurnRow, toTurn, turnColumns } from "../turn-row";
import { type AssignmentRow, assignmentColumns, toAssignment } from "./assignments";

/** All that is served of a place, of one moment. `headId` is where the dialogue stood when it was queued. */
export type Served = {
  assignment: Assignment;
  item: { needed: number; headId: string | null };
  spec: QueueSpec;
  dialogue: Dialogue;
  turns: Turn[];
};

type ServedRow = {
  assignment: AssignmentRow;
  item: Served["item"];
  spec: unknown;
  dialogue: DialogueRow;
  turns: TurnRow[] | null;
};

const servedStatement = `
  SELECT to_json(p) AS assignment, json_build_object('needed', i.needed, 'headId', i.head_id) AS item, q.spec,
    (SELECT to_json(x) FROM (SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = i.dialogue_id) x) AS dialogue,
    (SELECT json_agg(x ORDER BY x.id) FROM (SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = i.dialogue_id) x) AS turns
  FROM (SELECT ${assignmentColumns} FROM assignment a JOIN review_item i ON i.id = a.item_id
    JOIN "user" u ON u.id = a.person_id WHERE a.id = $1) p
  JOIN review_item i ON i.id = p."itemId" JOIN review_queue q ON q.id = i.queue_id`;

/** A place with its item and the whole dialogue; null when there is no such place. */
export async function findServed(assignmentId: string): Promise<Served | null> {
  const { rows } = await pool().query<ServedRow>({ name: "served", text: servedStatement, values: [assignmentId] });
  const [row] = rows;
  if (!row) return null;
  return {
    assignment: toAssignment(row.assignment),
    item: row.item,
    spec: queueSpecSchema.parse(row.spec),
    dialogue: toDialogue(row.dialogue),
    turns: (row.turns ?? []).map(toTurn),
  };
}
