import { must } from "@/lib/base/assert";
import { type Decision, type DialogueAct, type DialogueState, dialogueStateSchema } from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import { pool } from "./pool";
import type { Queryable } from "./sql";

type DecisionRow = Omit<Decision, "createdAt"> & { createdAt: Date };

const decisionColumns = `x.id, x.dialogue_id AS "dialogueId", x.turn_id AS "turnId", x.person_id AS "personId",
    u.name AS "personName", x.kind, x.act, x.before, x.after, x.seconds, x.undoes_id AS "undoesId",
    EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone, x.version,
    x.batch_id AS "batchId", x.assignment_id AS "assignmentId", x.guideline_version AS "guidelineVersion", x.created_at AS "createdAt"`;

const selectDecisions = `SELECT ${decisionColumns} FROM decision x JOIN "user" u ON u.id = x.person_id`;

/**
 * What people did to a dialogue, newest first. What others said in a review that several people give, each by
 * themselves, is not told before it is settled, but to leads and the queue's reviewers.
 */
export async function listDecisions(dialogueId: string, viewer: Viewer): Promise<Decision[]> {
  const { rows } = await pool().query<DecisionRow>(
    `${selectDecisions} WHERE x.dialogue_id = $1 AND ($3 OR x.person_id = $2 OR NOT EXISTS (
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

export type WrittenAct = {
  decisionId: string;
  personId: string;
  act: DialogueAct;
  before: DialogueState;
  seconds: number | null;
  undoesId: string | null;
  origin?: ActOrigin;
  /** At the new head; absent when the head stays where it is. */
  contextTokens?: number;
};

/** In what work an act was done: a bulk act, or a review under some version of its guideline. */
export type ActOrigin = { batchId?: string; assignmentId?: string; guidelineVersion?: number };

type NewDecision = WrittenAct & {
  dialogueId: string;
  turnId: string | null;
  after: DialogueState;
  version: number;
};

/** Adds to the decision log; the caller holds the dialogue. */
export async function insertDecision(tx: Queryable, row: NewDecision): Promise<Decision> {
  const { batchId, assignmentId, guidelineVersion } = row.origin ?? {};
  const { rows } = await tx.query<DecisionRow>({
    name: "insert-decision",
    text: `WITH x AS (
        INSERT INTO decision (id, dialogue_id, turn_id, person_id, kind, act, before, after, seconds, undoes_id, version,
          batch_id, assignment_id, guideline_version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::float8, $10, $11, $12, $13, $14::int) RETURNING *
      )
      SELECT ${decisionColumns} FROM x JOIN "user" u ON u.id = x.person_id`,
    values: [
      ...[row.decisionId, row.dialogueId, row.turnId, row.personId, row.act.kind, row.act, row.before, row.after],
      ...[row.seconds, row.undoesId, row.version, batchId, assignmentId, guidelineVersion],
    ],
  });
  return toDecision(must(rows[0], "the new decision"));
}

/** What still stands of a batch on one dialogue, newest first: the order to undo it in. */
export async function listInForce(batchId: string, dialogueId: string, on: Queryable): Promise<Decision[]> {
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
