import type { ModelRequest } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import type { Budget, RunStatus } from "@/lib/domain/run";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type Queryable, transaction } from "../sql";
import type { Claim } from "./claim";

export type AttemptPlan = {
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
  { held: bool, run: word<RunStatus>() },
  (claim: Claim) => sql`
      SELECT d.hold_requested AS held, r.status AS run FROM dialogue d JOIN run r ON r.id = d.run_id
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
