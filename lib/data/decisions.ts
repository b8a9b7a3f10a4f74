import { type Decision, dialogueStateSchema } from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import { pool } from "./pool";
import type { Queryable } from "./sql";

type DecisionRow = Omit<Decision, "createdAt"> & { createdAt: Date };

const selectDecisions = `SELECT x.id, x.dialogue_id AS "dialogueId", x.turn_id AS "turnId", x.actor_id AS "actorId",
    u.name AS "actorName", x.kind, x.act, x.before, x.after, x.seconds, x.undoes_id AS "undoesId",
    EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone, x.version,
    x.batch_id AS "batchId", x.assignment_id AS "assignmentId", x.guideline_version AS "guidelineVersion", x.created_at AS "createdAt"
  FROM decision x JOIN "user" u ON u.id = x.actor_id`;

/**
 * What people did to a dialogue, newest first. What others said in a review that several people give, each by
 * themselves, is not told before it is settled, but to leads and the queue's reviewers.
 */
export async function listDecisions(dialogueId: string, viewer: Viewer): Promise<Decision[]> {
  const { rows } = await pool().query<DecisionRow>(
    `${selectDecisions} WHERE x.dialogue_id = $1 AND ($3 OR x.actor_id = $2 OR NOT EXISTS (
       SELECT FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN review_queue q ON q.id = i.queue_id
       WHERE a.id = x.assignment_id AND i.needed <> 1 AND i.status <> 'settled' AND NOT q.spec->'reviewers' ? $2))
     ORDER BY x.version DESC, x.id DESC`,
    [dialogueId, viewer.id, viewer.roles.includes("lead")],
  );
  return rows.map(toDecision);
}

export async function findDecision(id: string, on: Queryable = pool()): Promise<Decision | null> {
  const { rows } = await on.query<DecisionRow>(`${selectDecisions} WHERE x.id = $1`, [id]);
  return rows[0] ? toDecision(rows[0]) : null;
}

/** What still stands of a batch on one dialogue, newest first: the order to undo it in. */
export async function listStanding(batchId: string, dialogueId: string, on: Queryable): Promise<Decision[]> {
  const { rows } = await on.query<DecisionRow>(
    `${selectDecisions} WHERE x.batch_id = $1 AND x.dialogue_id = $2
       AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)
     ORDER BY x.version DESC`,
    [batchId, dialogueId],
  );
  return rows.map(toDecision);
}

function toDecision({ createdAt, before, after, ...row }: DecisionRow): Decision {
  const states = { before: dialogueStateSchema.parse(before), after: dialogueStateSchema.parse(after) };
  return { ...row, ...states, createdAt: createdAt.toISOString() };
}
