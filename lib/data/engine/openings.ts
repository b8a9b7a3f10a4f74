import type { ModelRequest } from "@/lib/domain/chat-model";
import type { Speaker } from "@/lib/domain/dialogue";
import type { SpentLimit } from "@/lib/domain/project-budget";
import type { RunStatus } from "@/lib/domain/run";
import { spentLimit } from "../budgets";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { type Accounts, hold } from "./accounts";
import { fewKeys } from "./by-keys";
import type { Claim } from "./claim";
import type { OpenAttempts } from "./settlements";

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
  /** The project's budget is used up. */
  | { kind: "project_spent" }
  /** What is left of the budget cannot hold this call. */
  | { kind: "budget_exhausted" }
  /** It could if calls under way take less than they may. */
  | { kind: "budget_busy" };

/** Of a claim, what a call is opened under. */
export type Standing = Omit<Claim, "turns">;
/** A call that somebody wants to make. */
export type Asked = { claim: Standing; plan: AttemptPlan };

const findStates = statement(
  "openings.findStates",
  { attemptId: text, held: bool },
  (asked: Asked[]) => sql`
    SELECT l.attempt_id AS "attemptId", d.hold_requested AS held
    FROM unnest(${asked.map(({ plan }) => plan.attemptId)}::text[], ${asked.map(({ claim }) => claim.dialogueId)}::text[],
      ${asked.map(({ claim }) => claim.fence)}::int[], ${asked.map(({ claim }) => claim.headId)}::text[])
      AS l (attempt_id, id, fence, head_id)
    JOIN dialogue d ON d.id = l.id AND d.fence = l.fence AND d.head_id IS NOT DISTINCT FROM l.head_id
    WHERE d.status = 'running' AND ${fewKeys}`,
);

const findRun = statement(
  "openings.findRun",
  { status: word<RunStatus>(), spent: orNull(word<SpentLimit>()) },
  (runId: string) => sql`
    SELECT r.status, ${spentLimit} AS spent FROM run r JOIN project p ON p.id = r.project_id WHERE r.id = ${runId}`,
  { prepared: true },
);

const insert = statement(
  "openings.insert",
  {},
  (asked: Asked[]) => sql`
    INSERT INTO attempt (id, dialogue_id, run_id, model_id, worker_id, speaker, parent_id, request, reserved)
    SELECT id, dialogue_id, run_id, model_id, worker_id, speaker, parent_id, request, reserved
    FROM json_to_recordset(${JSON.stringify(asked.map(rowOf))}::json) AS a (id text, dialogue_id text, run_id text,
      model_id text, worker_id text, speaker text, parent_id text, request jsonb, reserved float8)`,
  { prepared: true },
);

function rowOf({ claim, plan }: Asked) {
  return {
    id: plan.attemptId,
    dialogue_id: claim.dialogueId,
    run_id: claim.runId,
    model_id: plan.modelId,
    worker_id: claim.workerId,
    speaker: plan.speaker,
    parent_id: claim.headId,
    request: plan.request,
    reserved: claim.spec.budget ? plan.reserve : 0,
  };
}

/**
 * Records calls of one run before they are made, each with the share of the budget it may take, for as long as there is
 * one: the answers are in the order of what was asked. What is open already is not opened twice. Dialogues and accounts
 * are locked, and what the same transaction settled is counted.
 */
export async function openAll(
  tx: Queryable,
  asked: Asked[],
  { open, accounts }: { open: OpenAttempts; accounts: Accounts },
): Promise<Opening[]> {
  const [one] = asked;
  if (!one) return [];
  const states = new Map((await all(findStates(asked), tx)).map(({ attemptId, held }) => [attemptId, held]));
  const run = await first(findRun(one.claim.runId), tx);
  const inserted: Asked[] = [];
  const openings = asked.map(({ claim, plan }): Opening => {
    if (open.get(plan.attemptId)?.outcome === "open") return { kind: "opened" };
    const held = states.get(plan.attemptId);
    if (held === undefined || !run) return { kind: "moved" };
    if (held) return { kind: "held" };
    if (run.status === "paused") return { kind: "run_paused" };
    if (run.spent) return { kind: "project_spent" };
    const { budget } = claim.spec;
    const account = accounts.get(claim.runId);
    if (budget) {
      const answer = account ? hold(account, plan.reserve, budget) : "budget_busy";
      if (answer !== "held") return { kind: answer };
    }
    inserted.push({ claim, plan });
    return { kind: "opened" };
  });
  if (inserted.length > 0) await execute(insert(inserted), tx);
  return openings;
}
