import { must } from "@/lib/base/assert";
import type { ActPlan } from "@/lib/domain/act-plan";
import type { Decision } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import { type Run, runSchema } from "@/lib/domain/run";
import { decisionColumns, decisionShape, toDecision, type WrittenAct } from "./decisions";
import { dialogueColumns, dialogueShape, toDialogue } from "./dialogue-row";
import { all, first } from "./door/execute";
import { sql } from "./door/fragment";
import { json, made, rowInJson } from "./door/row";
import { statement } from "./door/statement";
import type { Queryable } from "./sql";
import { toTurn, turnColumns, turnShape } from "./turn-row";

type Tree = { dialogue: Dialogue; turns: Turn[] };

const lock = statement(
  "dialogueActs.lock",
  dialogueShape,
  (id: string) => sql`SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = ${id} FOR NO KEY UPDATE`,
  { prepared: true },
);

const find = statement(
  "dialogueActs.find",
  dialogueShape,
  (id: string) => sql`SELECT ${dialogueColumns} FROM dialogue d WHERE d.id = ${id}`,
);

const listTurns = statement(
  "dialogueActs.listTurns",
  turnShape,
  (dialogueId: string, afterVersion: number) => sql`
    SELECT ${turnColumns} FROM turn t WHERE t.dialogue_id = ${dialogueId} AND t.version > ${afterVersion} ORDER BY t.id`,
  { prepared: true },
);

/** A dialogue with its whole tree, held against everybody else until the transaction ends. */
export async function lockDialogue(tx: Queryable, id: string): Promise<Tree | null> {
  const row = await first(lock(id), tx);
  return row && { dialogue: toDialogue(row), turns: await turnsOf(tx, id, -1) };
}

/** A dialogue with its whole tree, held by nobody. */
export async function findTree(id: string, on?: Queryable): Promise<Tree | null> {
  const row = await first(find(id), on);
  return row && { dialogue: toDialogue(row), turns: await turnsOf(on, id, -1) };
}

type Simulator = { spec: Run["spec"]; simulator: Pick<Model, "rendering" | "contextWindow" | "sampling"> };

const findSimulator = statement(
  "dialogueActs.findSimulator",
  { spec: json(runSchema.shape.spec), simulator: made<Simulator["simulator"]>() },
  (runId: string) => sql`
    SELECT r.spec, json_build_object('rendering', m.rendering, 'contextWindow', m.context_window, 'sampling', m.sampling)
      AS simulator FROM run r JOIN model m ON m.id = r.simulator_id WHERE r.id = ${runId}`,
);

/** What the simulator of a run is shown, by which a context is counted; null when there is no such run. */
export async function readSimulator(tx: Queryable, runId: string): Promise<Simulator | null> {
  return first(findSimulator(runId), tx);
}

// Flags of turns go as one text each, since Postgres has no arrays of arrays of different lengths.
const write = statement(
  "dialogueActs.write",
  { ...dialogueShape, decision: rowInJson(decisionShape) },
  (id: string, plan: ActPlan, { act, origin, contextTokens, ...row }: WrittenAct) => {
    const { state, summary, interrupts, wakes, turnsAllowed, note, rewritesId, turns, flag } = plan;
    return sql`
    WITH d AS (
      UPDATE dialogue d SET version = d.version + 1, fence = d.fence + ${interrupts}::bool::int, updated_at = now(),
        head_id = ${state.headId}, status = ${state.status}, hold_requested = ${state.holdRequested},
        end_reason = ${state.endReason}, status_detail = ${state.statusDetail}, verdict = ${state.verdict},
        end_mark_id = ${state.endMarkId}, untrained = ${state.untrained}, tags = ${state.tags},
        deleted_at = ${state.deletedAt}::timestamptz, rounds = ${summary.rounds}, opening = ${summary.opening},
        flags = ${summary.flags}, context_tokens = coalesce(${contextTokens}::int, d.context_tokens),
        turns_allowed = CASE WHEN ${turnsAllowed === undefined}::bool THEN d.turns_allowed ELSE ${turnsAllowed}::int END,
        next_note = CASE WHEN ${note === undefined}::bool THEN d.next_note ELSE ${note} END,
        rewrites_id = CASE WHEN ${note === undefined}::bool THEN d.rewrites_id ELSE ${rewritesId}::text END,
        failures = CASE WHEN ${wakes}::bool THEN 0 ELSE d.failures END,
        due_at = CASE WHEN ${wakes}::bool THEN now() ELSE d.due_at END,
        lease_worker = CASE WHEN ${interrupts}::bool THEN NULL ELSE d.lease_worker END,
        lease_until = CASE WHEN ${interrupts}::bool THEN NULL ELSE d.lease_until END,
        ended_at = CASE WHEN ${state.status === "ended"}::bool THEN coalesce(d.ended_at, now()) END
      WHERE d.id = ${id} RETURNING *
    ), grown AS (
      INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, model_id, person_id, flags,
        kept_from_id, asides, version)
      SELECT n.id, d.id, n.parent_id, n.speaker, n.text, n.reasoning, n.origin, n.model_id, n.person_id,
        string_to_array(n.flags, ','), n.kept_from_id, p.asides, d.version
      FROM d, unnest(${turns.map((turn) => turn.id)}::text[], ${turns.map(({ parentId }) => parentId)}::text[],
        ${turns.map(({ speaker }) => speaker)}::text[], ${turns.map(({ text }) => text)}::text[],
        ${turns.map(({ reasoning }) => reasoning)}::text[], ${turns.map((turn) => turn.origin)}::text[],
        ${turns.map(({ modelId }) => modelId)}::text[], ${turns.map(({ personId }) => personId)}::text[],
        ${turns.map(({ flags }) => flags.join())}::text[], ${turns.map(({ keptFromId }) => keptFromId)}::text[],
        ${turns.map(({ placeOfId }) => placeOfId)}::text[])
        AS n (id, parent_id, speaker, text, reasoning, origin, model_id, person_id, flags, kept_from_id, place_of_id)
        LEFT JOIN turn p ON p.id = n.place_of_id
    ), flagged AS (
      UPDATE turn t SET version = d.version, flags = CASE WHEN ${flag?.on}::bool
        THEN array_append(array_remove(t.flags, ${flag?.flag}), ${flag?.flag})
        ELSE array_remove(t.flags, ${flag?.flag}) END
      FROM d WHERE t.id = ${flag?.turnId}::text
    ), x AS (
      INSERT INTO decision (id, dialogue_id, turn_id, person_id, kind, act, before, after, seconds, undoes_id, version,
        batch_id, assignment_id, guideline_version)
      SELECT ${row.decisionId}, d.id, ${plan.turnId}, ${row.personId}, ${act.kind}, ${act}::jsonb, ${row.before}::jsonb,
        ${state}::jsonb, ${row.seconds}::float8, ${row.undoesId}, d.version, ${origin?.batchId},
        ${origin?.assignmentId}, ${origin?.guidelineVersion}::int FROM d RETURNING *
    )
    SELECT ${dialogueColumns},
      (SELECT to_json(w) FROM (SELECT ${decisionColumns} FROM x JOIN "user" u ON u.id = x.person_id) w) AS decision
    FROM d`;
  },
  { prepared: true },
);

/**
 * Writes what an act changes: turns, dialogue and decision row, under one new version and in one statement, however far
 * up an edit is that keeps a copy of everything below it. The fence grows when a reply in flight is not wanted any more;
 * a flag is the one thing about a turn that may change, and its version grows so that watchers get it again. Returns
 * the dialogue as it is now, the turns that came or changed, and the decision.
 */
export async function writeAct(
  tx: Queryable,
  dialogueId: string,
  plan: ActPlan,
  written: WrittenAct,
): Promise<{ dialogue: Dialogue; turns: Turn[]; decision: Decision }> {
  const { decision, ...row } = must(await first(write(dialogueId, plan, written), tx), `dialogue ${dialogueId}`);
  const dialogue = toDialogue(row);
  const isTurned = plan.turns.length > 0 || plan.flag !== undefined;
  const turns = isTurned ? await turnsOf(tx, dialogueId, dialogue.version - 1) : [];
  return { dialogue, turns, decision: toDecision(decision) };
}

async function turnsOf(on: Queryable | undefined, dialogueId: string, afterVersion: number): Promise<Turn[]> {
  return (await all(listTurns(dialogueId, afterVersion), on)).map(toTurn);
}
