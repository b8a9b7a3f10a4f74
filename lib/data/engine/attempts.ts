import type { Attempt } from "@/lib/domain/attempt";
import type { FaultKind, ModelRequest, Usage } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import { costOf } from "@/lib/domain/model";
import type { SpentLimit } from "@/lib/domain/project-budget";
import type { Budget, RunStatus } from "@/lib/domain/run";
import { spentLimit } from "../budgets";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, made, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type Queryable, transaction } from "../sql";
import type { Claim } from "./claim";

const shown = columns(
  "Attempt",
  "a",
  "id",
  "modelId",
  "speaker",
  "turnId",
  "outcome",
  "fault",
  "error",
  "partialText",
  "request",
  "promptTokens",
  "completionTokens",
  "cost",
  "createdAt",
  "endedAt",
);

const listOfTurn = statement(
  "attempts.listOfTurn",
  {
    ...shown.row,
    speaker: word<Attempt["speaker"]>(),
    outcome: word<Attempt["outcome"]>(),
    fault: orNull(word<NonNullable<Attempt["fault"]>>()),
    // As it was sent: shown, never understood.
    request: made<Attempt["request"]>(),
  },
  (turnId: string) => sql`
    SELECT ${shown}
    FROM turn t JOIN attempt a ON a.dialogue_id = t.dialogue_id AND a.speaker = t.speaker
      AND a.parent_id IS NOT DISTINCT FROM t.parent_id
      AND (a.turn_id = t.id OR a.turn_id IS NULL AND a.created_at <= t.created_at)
    WHERE t.id = ${turnId} ORDER BY a.created_at, a.id`,
);

export type AttemptOutcome = "used" | "discarded" | "abandoned" | "failed" | "lost";

/** How a call ended, and what it took. */
export type AttemptSettlement = {
  attemptId: string;
  /** The turn that its live text is written under. */
  turnId: string;
  outcome: AttemptOutcome;
  usage: Usage;
  cost: number;
  fault?: FaultKind;
  error?: string;
  /** What had arrived of an answer that was not used. */
  partialText?: string;
};

/** What a call takes from a budget, in the budget's unit. */
export function chargeOf(unit: Budget["unit"], usage: Usage, cost: number): number {
  return unit === "tokens" ? usage.promptTokens + usage.completionTokens : cost;
}

/** What is held back for a call of at most this size. */
export function reservationFor(budget: Budget, usage: Usage, prices: Parameters<typeof costOf>[0]): number {
  return chargeOf(budget.unit, usage, costOf(prices, usage));
}

const attempt = columns("Attempt", "a", "outcome", "reserved", "runId");

const deleteLiveText = statement(
  "settleAttempt.deleteLiveText",
  {},
  ({ turnId, attemptId }: AttemptSettlement) => sql`
    DELETE FROM live_delta WHERE turn_id = ${turnId} AND dialogue_id = (
    SELECT dialogue_id FROM attempt WHERE id = ${attemptId})`,
);

const lock = statement(
  "settleAttempt.lock",
  { ...attempt.row, unit: orNull(word<Budget["unit"]>()) },
  (attemptId: string) => sql`
    SELECT ${attempt}, r.spec -> 'budget' ->> 'unit' AS unit
    FROM attempt a JOIN run r ON r.id = a.run_id
    WHERE a.id = ${attemptId} AND a.outcome IN ('open', 'lost') FOR NO KEY UPDATE OF a`,
);

const settle = statement(
  "settleAttempt.settle",
  {},
  (
    { attemptId, turnId, outcome, usage, cost, fault, error, partialText }: AttemptSettlement,
    becameTurn: boolean,
  ) => sql`
    UPDATE attempt SET outcome = ${outcome}, turn_id = ${becameTurn ? turnId : null}, fault = ${fault}, error = ${error},
      partial_text = ${partialText?.replaceAll("\0", "\uFFFD")}, prompt_tokens = ${usage.promptTokens},
      completion_tokens = ${usage.completionTokens}, cost = ${cost}, reserved = 0, ended_at = now()
    WHERE id = ${attemptId}`,
);

const book = statement(
  "settleAttempt.charge",
  {},
  (runId: string, released: number, charged: number) => sql`
    UPDATE run SET budget_reserved = budget_reserved - ${released}::float8, budget_spent = budget_spent + ${charged}::float8
    WHERE id = ${runId}`,
);

/**
 * Closes an attempt, once: its reservation is given back and what it took is charged. A lost one had been charged in
 * full, since nobody knew better; when its worker turns up after all, the charge is corrected.
 */
export async function settleAttempt(tx: Queryable, settlement: AttemptSettlement, becameTurn: boolean): Promise<void> {
  const { attemptId, usage, cost } = settlement;
  await execute(deleteLiveText(settlement), tx);
  const was = await first(lock(attemptId), tx);
  if (!was) return;
  await execute(settle(settlement, becameTurn), tx);
  if (was.unit === null) return;
  const charge = chargeOf(was.unit, usage, cost);
  const [released, charged] = was.outcome === "open" ? [was.reserved, charge] : [0, charge - was.reserved];
  await execute(book(was.runId, released, charged), tx);
}

type AttemptPlan = {
  attemptId: string;
  /** What the reply will be as a turn; live text goes under this id. */
  turnId: string;
  speaker: Speaker;
  modelId: string;
  /** As it will be sent. */
  request: ModelRequest;
  /** The most that this call can take from the run's budget, in its unit. */
  reserve: number;
};

/** The gate before each call: either it may be made, or why not. */
export type Opening =
  | { kind: "opened" }
  /** A person or another worker has the dialogue now. */
  | { kind: "moved" }
  /** A person asked for a pause. */
  | { kind: "held" }
  | { kind: "run_paused" }
  /** The project's budget is used up. */
  | { kind: "project_spent" }
  /** What is left of the budget cannot hold this call. */
  | { kind: "budget_exhausted" }
  /** It could if calls under way take less than they may. */
  | { kind: "budget_busy" };

const findOpen = statement(
  "openAttempt.findOpen",
  { id: text },
  (attemptId: string) => sql`
    SELECT id FROM attempt WHERE id = ${attemptId} AND outcome = 'open'`,
);

const findState = statement(
  "openAttempt.findState",
  { held: bool, run: word<RunStatus>(), spent: orNull(word<SpentLimit>()) },
  (claim: Claim) => sql`
      SELECT d.hold_requested AS held, r.status AS run, ${spentLimit} AS spent
      FROM dialogue d JOIN run r ON r.id = d.run_id JOIN project p ON p.id = d.project_id
      WHERE d.id = ${claim.dialogueId} AND d.fence = ${claim.fence}::int AND d.status = 'running'
        AND d.head_id IS NOT DISTINCT FROM ${claim.headId} FOR SHARE OF d`,
);

const insert = statement(
  "openAttempt.insert",
  {},
  (claim: Claim, plan: AttemptPlan) => sql`
      INSERT INTO attempt (id, dialogue_id, run_id, model_id, worker_id, speaker, parent_id, request, reserved)
      VALUES (${plan.attemptId}, ${claim.dialogueId}, ${claim.runId}, ${plan.modelId}, ${claim.workerId}, ${plan.speaker},
        ${claim.headId}, ${plan.request}, ${claim.spec.budget ? plan.reserve : 0})`,
);

/** Records a call before it is made, with the share of the budget it may take. Safe to repeat after a lost connection. */
export async function openAttempt(claim: Claim, plan: AttemptPlan): Promise<Opening> {
  return transaction(async (tx) => {
    const before = await first(findOpen(plan.attemptId), tx);
    if (before) return { kind: "opened" };
    const state = await first(findState(claim), tx);
    if (!state) return { kind: "moved" };
    if (state.held) return { kind: "held" };
    if (state.run === "paused") return { kind: "run_paused" };
    if (state.spent) return { kind: "project_spent" };
    const refusal = await reserve(tx, claim, plan.reserve);
    if (refusal) return { kind: refusal };
    await execute(insert(claim, plan), tx);
    return { kind: "opened" };
  });
}

const hold = statement(
  "openAttempt.hold",
  { id: text },
  (runId: string, amount: number, budget: Budget) => sql`
    UPDATE run SET budget_reserved = budget_reserved + ${amount}::float8
    WHERE id = ${runId} AND budget_spent + budget_reserved + ${amount}::float8 <= ${budget.amount}::float8 RETURNING id`,
);

const exhaust = statement(
  "openAttempt.exhaust",
  { id: text },
  (runId: string, amount: number, budget: Budget) => sql`
    UPDATE run SET budget_exhausted = true
    WHERE id = ${runId} AND budget_spent + ${amount}::float8 > ${budget.amount}::float8 RETURNING id`,
);

async function reserve(
  tx: Queryable,
  { runId, spec: { budget } }: Claim,
  amount: number,
): Promise<"budget_exhausted" | "budget_busy" | undefined> {
  if (!budget) return undefined;
  const held = await first(hold(runId, amount, budget), tx);
  if (held) return undefined;
  const exhausted = await first(exhaust(runId, amount, budget), tx);
  return exhausted ? "budget_exhausted" : "budget_busy";
}

/** The calls made for a turn, oldest first: the one it came from, and before it those that failed at its place. */
export async function listAttemptsOfTurn(turnId: string): Promise<Attempt[]> {
  const rows = await all(listOfTurn(turnId));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }));
}
