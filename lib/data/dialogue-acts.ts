import type { ActPlan } from "@/lib/domain/act-plan";
import type { DialogueAct, DialogueState } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import type { Run } from "@/lib/domain/run";
import { type DialogueRow, dialogueColumns, toDialogue } from "./dialogue-row";
import { pool } from "./pool";
import { type Queryable, sql } from "./sql";
import { type TurnRow, toTurn, turnColumns } from "./turn-row";

/** A dialogue with its whole tree, held against everybody else until the transaction ends. */
export async function lockDialogue(tx: Queryable, id: string): Promise<{ dialogue: Dialogue; turns: Turn[] } | null> {
  const { rows } = await tx.query<DialogueRow>(
    `SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  const [row] = rows;
  return row ? { dialogue: toDialogue(row), turns: await turnsOf(tx, id, -1) } : null;
}

type SimulatorRow = {
  spec: Run["spec"];
  simulator: Pick<Model, "rendering" | "contextWindow" | "sampling">;
};

/** What the simulator of a run is shown, by which a context is counted; null when there is no such run. */
export async function readSimulator(tx: Queryable, runId: string): Promise<SimulatorRow | null> {
  const [row] = await sql<SimulatorRow>(tx)`
    SELECT r.spec, json_build_object('rendering', m.rendering, 'contextWindow', m.context_window, 'sampling', m.sampling)
      AS simulator FROM run r JOIN model m ON m.id = r.simulator_id WHERE r.id = ${runId}`;
  return row ?? null;
}

/** A dialogue with its whole tree, held by nobody. */
export async function findTree(
  id: string,
  on: Queryable = pool(),
): Promise<{ dialogue: Dialogue; turns: Turn[] } | null> {
  const { rows } = await on.query<DialogueRow>(`SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = $1`, [id]);
  const [row] = rows;
  return row ? { dialogue: toDialogue(row), turns: await turnsOf(on, id, -1) } : null;
}

export type WrittenAct = {
  decisionId: string;
  actorId: string;
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

/**
 * Writes what an act changes: turns, dialogue and decision row, under one new version. The fence grows when a reply in
 * flight is not wanted any more. Returns the dialogue as it is now and the turns that came or changed.
 */
export async function writeAct(
  tx: Queryable,
  dialogueId: string,
  plan: ActPlan,
  decision: WrittenAct,
): Promise<{ dialogue: Dialogue; turns: Turn[] }> {
  const version = await updateDialogue(tx, dialogueId, plan, decision.contextTokens);
  await insertTurns(tx, dialogueId, version, plan.turns);
  if (plan.flag) await flagTurn(tx, version, plan.flag);
  const { batchId, assignmentId, guidelineVersion } = decision.origin ?? {};
  await sql(tx)`
    INSERT INTO decision (id, dialogue_id, turn_id, actor_id, kind, act, before, after, seconds, undoes_id, version,
      batch_id, assignment_id, guideline_version)
    VALUES (${decision.decisionId}, ${dialogueId}, ${plan.turnId}, ${decision.actorId}, ${decision.act.kind},
      ${decision.act}, ${decision.before}, ${plan.state}, ${decision.seconds}::float8, ${decision.undoesId}, ${version},
      ${batchId ?? null}, ${assignmentId ?? null}, ${guidelineVersion ?? null}::int)`;
  const { rows } = await tx.query<DialogueRow>(`SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = $1`, [
    dialogueId,
  ]);
  const [row] = rows;
  if (!row) throw new Error(`Dialogue ${dialogueId} is gone`);
  return { dialogue: toDialogue(row), turns: await turnsOf(tx, dialogueId, version - 1) };
}

async function updateDialogue(tx: Queryable, id: string, plan: ActPlan, contextTokens?: number): Promise<number> {
  const { state, summary, interrupts, wakes } = plan;
  const [row] = await sql<{ version: number }>(tx)`
    UPDATE dialogue SET version = version + 1, fence = fence + ${interrupts ? 1 : 0}::int, updated_at = now(),
      head_id = ${state.headId}, status = ${state.status}, hold_requested = ${state.holdRequested},
      end_reason = ${state.endReason}, status_detail = ${state.statusDetail}, verdict = ${state.verdict},
      end_mark_id = ${state.endMarkId}, untrained = ${state.untrained}, tags = ${state.tags},
      deleted_at = ${state.deletedAt}::timestamptz,
      rounds = ${summary.rounds}, opening = ${summary.opening}, flags = ${summary.flags},
      context_tokens = coalesce(${contextTokens}::int, context_tokens),
      turns_allowed = CASE WHEN ${plan.turnsAllowed === undefined} THEN turns_allowed ELSE ${plan.turnsAllowed}::int END,
      next_note = CASE WHEN ${plan.note === undefined} THEN next_note ELSE ${plan.note} END,
      failures = CASE WHEN ${wakes} THEN 0 ELSE failures END, due_at = CASE WHEN ${wakes} THEN now() ELSE due_at END,
      lease_worker = CASE WHEN ${interrupts} THEN NULL ELSE lease_worker END,
      lease_until = CASE WHEN ${interrupts} THEN NULL ELSE lease_until END,
      ended_at = CASE WHEN ${state.status === "ended"} THEN coalesce(ended_at, now()) END
    WHERE id = ${id} RETURNING version`;
  if (!row) throw new Error(`Dialogue ${id} is gone`);
  return row.version;
}

async function insertTurns(tx: Queryable, dialogueId: string, version: number, turns: ActPlan["turns"]): Promise<void> {
  for (const turn of turns)
    await sql(tx)`
      INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, model_id, author_id, flags,
        kept_from_id, version)
      VALUES (${turn.id}, ${dialogueId}, ${turn.parentId}, ${turn.speaker}, ${turn.text}, ${turn.reasoning},
        ${turn.origin}, ${turn.modelId}, ${turn.authorId}, ${turn.flags}, ${turn.keptFromId}, ${version})`;
}

/** A flag is the one thing about a turn that may change; its version grows so that watchers get it again. */
async function flagTurn(tx: Queryable, version: number, { turnId, on }: NonNullable<ActPlan["flag"]>): Promise<void> {
  await sql(tx)`
    UPDATE turn SET version = ${version}, flags = CASE WHEN ${on}
      THEN array_append(array_remove(flags, 'flagged_by_person'), 'flagged_by_person')
      ELSE array_remove(flags, 'flagged_by_person') END
    WHERE id = ${turnId}`;
}

async function turnsOf(tx: Queryable, dialogueId: string, afterVersion: number): Promise<Turn[]> {
  const { rows } = await tx.query<TurnRow>(
    `SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = $1 AND t.version > $2 ORDER BY t.id`,
    [dialogueId, afterVersion],
  );
  return rows.map(toTurn);
}
