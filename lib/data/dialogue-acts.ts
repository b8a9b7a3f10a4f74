import type { ActPlan } from "@/lib/domain/act-plan";
import type { Decision } from "@/lib/domain/decision";
import type { Dialogue, Turn } from "@/lib/domain/dialogue";
import type { Model } from "@/lib/domain/model";
import { type Run, runSchema } from "@/lib/domain/run";
import { insertDecision, type WrittenAct } from "./decisions";
import { dialogueColumns, dialogueShape, toDialogue } from "./dialogue-row";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { json, made } from "./door/row";
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
  if (plan.flag) await execute(flag(version, plan.flag), tx);
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

const update = statement(
  "dialogueActs.update",
  dialogueShape,
  (id: string, { state, summary, interrupts, wakes, turnsAllowed, note }: ActPlan, contextTokens?: number) => sql`
    UPDATE dialogue d SET version = d.version + 1, fence = d.fence + ${interrupts}::bool::int, updated_at = now(),
      head_id = ${state.headId}, status = ${state.status}, hold_requested = ${state.holdRequested},
      end_reason = ${state.endReason}, status_detail = ${state.statusDetail}, verdict = ${state.verdict},
      end_mark_id = ${state.endMarkId}, untrained = ${state.untrained}, tags = ${state.tags},
      deleted_at = ${state.deletedAt}::timestamptz, rounds = ${summary.rounds}, opening = ${summary.opening},
      flags = ${summary.flags}, context_tokens = coalesce(${contextTokens}::int, d.context_tokens),
      turns_allowed = CASE WHEN ${turnsAllowed === undefined}::bool THEN d.turns_allowed ELSE ${turnsAllowed}::int END,
      next_note = CASE WHEN ${note === undefined}::bool THEN d.next_note ELSE ${note} END,
      failures = CASE WHEN ${wakes}::bool THEN 0 ELSE d.failures END,
      due_at = CASE WHEN ${wakes}::bool THEN now() ELSE d.due_at END,
      lease_worker = CASE WHEN ${interrupts}::bool THEN NULL ELSE d.lease_worker END,
      lease_until = CASE WHEN ${interrupts}::bool THEN NULL ELSE d.lease_until END,
      ended_at = CASE WHEN ${state.status === "ended"}::bool THEN coalesce(d.ended_at, now()) END
    WHERE d.id = ${id} RETURNING ${dialogueColumns}`,
  { prepared: true },
);

async function updateDialogue(tx: Queryable, id: string, plan: ActPlan, contextTokens?: number): Promise<Dialogue> {
  const row = await first(update(id, plan, contextTokens), tx);
  if (!row) throw new Error(`Dialogue ${id} is gone`);
  return toDialogue(row);
}

type NewTurns = ActPlan["turns"];

// Flags go as one text each, since Postgres has no arrays of arrays of different lengths.
const insertAll = statement(
  "dialogueActs.insertTurns",
  {},
  (dialogueId: string, version: number, turns: NewTurns) => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, model_id, person_id, flags,
      kept_from_id, version)
    SELECT n.id, ${dialogueId}, n.parent_id, n.speaker, n.text, n.reasoning, n.origin, n.model_id, n.person_id,
      string_to_array(n.flags, ','), n.kept_from_id, ${version}::int
    FROM unnest(${turns.map(({ id }) => id)}::text[], ${turns.map(({ parentId }) => parentId)}::text[],
      ${turns.map(({ speaker }) => speaker)}::text[], ${turns.map(({ text }) => text)}::text[],
      ${turns.map(({ reasoning }) => reasoning)}::text[], ${turns.map(({ origin }) => origin)}::text[],
      ${turns.map(({ modelId }) => modelId)}::text[], ${turns.map(({ personId }) => personId)}::text[],
      ${turns.map(({ flags }) => flags.join())}::text[], ${turns.map(({ keptFromId }) => keptFromId)}::text[])
      AS n (id, parent_id, speaker, text, reasoning, origin, model_id, person_id, flags, kept_from_id)`,
);

/** All in one statement: an edit far up keeps a copy of everything below it. */
async function insertTurns(tx: Queryable, dialogueId: string, version: number, turns: NewTurns): Promise<void> {
  if (turns.length > 0) await execute(insertAll(dialogueId, version, turns), tx);
}

/** A flag is the one thing about a turn that may change; its version grows so that watchers get it again. */
const flag = statement(
  "dialogueActs.flag",
  {},
  (version: number, { turnId, on }: NonNullable<ActPlan["flag"]>) => sql`
    UPDATE turn SET version = ${version}, flags = CASE WHEN ${on}
      THEN array_append(array_remove(flags, 'flagged_by_person'), 'flagged_by_person')
      ELSE array_remove(flags, 'flagged_by_person') END
    WHERE id = ${turnId}`,
);

async function turnsOf(on: Queryable | undefined, dialogueId: string, afterVersion: number): Promise<Turn[]> {
  return (await all(listTurns(dialogueId, afterVersion), on)).map(toTurn);
}
