import type { FaultKind, Usage } from "@/lib/domain/chat-model";
import { costOf } from "@/lib/domain/model";
import type { Budget } from "@/lib/domain/run";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, orNull, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

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
