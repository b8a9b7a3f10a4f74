import type { ActPlan } from "@/lib/domain/act-plan";
import type { Decision } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import type { Run } from "@/lib/domain/run";
import { insertDecision, type WrittenAct } from "./decisions";
import { type DialogueRow, dialogueColumns, toDialogue } from "./dialogue-row";
import { pool } from "./pool";
import { type Queryable, sql } from "./sql";
import { type TurnRow, toTurn, turnColumns } from "./turn-row";

/** A dialogue with its whole tree, held against everybody else until the transaction ends. */
export async function lockDialogue(tx: Queryable, id: string): Promise<{ dialogue: Dialogue; turns: Turn[] } | null> {
  const text = `SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = $1 FOR NO KEY UPDATE`;
  const { rows } = await tx.query<DialogueRow>({ name: "lock-dialogue", text, values: [id] });
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

/**
 * Writes what an act changes: turns, dialogue and decision row, under one new version. The fence grows when a reply in
 * flight is not wanted any more. Returns the dialogue as it is now, the turns that came or changed, and the decision.
 */
export async function writeAct(
  tx: Queryable,
  dialogueId: string,
  plan: ActPlan,
  written: WrittenAct,
): Promise<{ dialogue: Dialogue; turns: Turn[]; decision: Decision }> {
  const dialogue = await updateDialogue(tx, dialogueId, plan, written.contextTokens);
  const { version } = dialogue;
  await insertTurns(tx, dialogueId, version, plan.turns);
  if (plan.flag) await flagTurn(tx, version, plan.flag);
  const decision = await insertDecision(tx, {
    ...written,
    dialogueId,
    turnId: plan.turnId,
    after: plan.state,
    version,
  });
  const isTurned = plan.turns.length > 0 || plan.flag !== undefined;
  return { dialogue, decision, turns: isTurned ? await turnsOf(tx, dialogueId, version - 1) : [] };
}

async function updateDialogue(tx: Queryable, id: string, plan: ActPlan, contextTokens?: number): Promise<Dialogue> {
  const { state, summary, interrupts, wakes, turnsAllowed, note } = plan;
  const { rows } = await tx.query<DialogueRow>({
    name: "write-act",
    text: `UPDATE dialogue d SET version = d.version + 1, fence = d.fence + $2::bool::int, updated_at = now(),
        head_id = $3, status = $4, hold_requested = $5, end_reason = $6, status_detail = $7, verdict = $8,
        end_mark_id = $9, untrained = $10, tags = $11, deleted_at = $12::timestamptz,
        rounds = $13, opening = $14, flags = $15, context_tokens = coalesce($16::int, d.context_tokens),
        turns_allowed = CASE WHEN $17::bool THEN d.turns_allowed ELSE $18::int END,
        next_note = CASE WHEN $19::bool THEN d.next_note ELSE $20 END,
        failures = CASE WHEN $21::bool THEN 0 ELSE d.failures END,
        due_at = CASE WHEN $21::bool THEN now() ELSE d.due_at END,
        lease_worker = CASE WHEN $2::bool THEN NULL ELSE d.lease_worker END,
        lease_until = CASE WHEN $2::bool THEN NULL ELSE d.lease_until END,
        ended_at = CASE WHEN $22::bool THEN coalesce(d.ended_at, now()) END
      WHERE d.id = $1 RETURNING ${dialogueColumns}`,
    values: [
      ...[id, interrupts, state.headId, state.status, state.holdRequested, state.endReason, state.statusDetail],
      ...[state.verdict, state.endMarkId, state.untrained, state.tags, state.deletedAt],
      ...[summary.rounds, summary.opening, summary.flags, contextTokens],
      ...[turnsAllowed === undefined, turnsAllowed, note === undefined, note, wakes, state.status === "ended"],
    ],
  });
  const [row] = rows;
  if (!row) throw new Error(`Dialogue ${id} is gone`);
  return toDialogue(row);
}

async function insertTurns(tx: Queryable, dialogueId: string, version: number, turns: ActPlan["turns"]): Promise<void> {
  for (const turn of turns)
    await sql(tx)`
      INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, model_id, person_id, flags,
        kept_from_id, version)
      VALUES (${turn.id}, ${dialogueId}, ${turn.parentId}, ${turn.speaker}, ${turn.text}, ${turn.reasoning},
        ${turn.origin}, ${turn.modelId}, ${turn.personId}, ${turn.flags}, ${turn.keptFromId}, ${version})`;
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
  const text = `SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = $1 AND t.version > $2 ORDER BY t.id`;
  const { rows } = await tx.query<TurnRow>({ name: "turns-of", text, values: [dialogueId, afterVersion] });
  return rows.map(toTurn);
}
