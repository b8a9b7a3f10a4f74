import type { FaultKind, Usage } from "@/lib/domain/chat-model";
import { costOf } from "@/lib/domain/model";
import type { Budget } from "@/lib/domain/run";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, orNull, type RowOf, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { storableText } from "../storable-text";
import { type Accounts, book } from "./accounts";
import { fewKeys } from "./by-keys";

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

const attempt = columns("Attempt", "a", "id", "outcome", "reserved", "runId");
const openShape = { ...attempt.row, unit: orNull(word<Budget["unit"]>()) };
/** Calls that may still be settled, by their ids. */
export type OpenAttempts = Map<string, RowOf<typeof openShape>>;

const lock = statement(
  "settlements.lockAttempts",
  openShape,
  (attemptIds: string[]) => sql`
    SELECT ${attempt}, r.spec -> 'budget' ->> 'unit' AS unit
    FROM unnest(${attemptIds}::text[]) AS l (id) JOIN attempt a ON a.id = l.id JOIN run r ON r.id = a.run_id
    WHERE ${fewKeys} AND a.outcome IN ('open', 'lost') ORDER BY a.id FOR NO KEY UPDATE OF a`,
);

/** Locks those of the calls that were not settled yet, in the order of their ids: after dialogues, before budgets. */
export async function lockAttempts(tx: Queryable, attemptIds: string[]): Promise<OpenAttempts> {
  const rows = await all(lock(attemptIds), tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A settlement with what its call was made for. */
export type Settled = AttemptSettlement & { dialogueId: string; becameTurn: boolean };

const deleteLiveText = statement(
  "settlements.deleteLiveText",
  {},
  (settled: Settled[]) => sql`
    DELETE FROM live_delta WHERE dialogue_id = ANY(${settled.map(({ dialogueId }) => dialogueId)}::text[])
      AND turn_id = ANY(${settled.map(({ turnId }) => turnId)}::text[])`,
  { prepared: true },
);

const settle = statement(
  "settlements.settle",
  {},
  (settled: Settled[]) => sql`
    UPDATE attempt a SET outcome = l.outcome, turn_id = l.turn_id, fault = l.fault, error = l.error,
      partial_text = l.partial_text, prompt_tokens = l.prompt_tokens, completion_tokens = l.completion_tokens,
      cost = l.cost, reserved = 0, ended_at = now()
    FROM json_to_recordset(${JSON.stringify(settled.map(rowOf))}::json) AS l (id text, outcome text, turn_id text,
      fault text, error text, partial_text text, prompt_tokens int, completion_tokens int, cost float8)
    WHERE a.id = l.id AND ${fewKeys}`,
);

function rowOf({ attemptId, turnId, becameTurn, outcome, fault, error, partialText, usage, cost }: Settled) {
  return {
    id: attemptId,
    outcome,
    turn_id: becameTurn ? turnId : null,
    fault,
    error: error && storableText(error),
    partial_text: partialText && storableText(partialText),
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    cost,
  };
}

/**
 * Closes attempts, each once: their reservations are given back and what they took is charged, to `accounts` that are
 * locked. A lost one had been charged in full, since nobody knew better; when its worker turns up after all, the charge
 * is corrected.
 */
export async function settleAttempts(
  tx: Queryable,
  settled: Settled[],
  { open, accounts }: { open: OpenAttempts; accounts: Accounts },
): Promise<void> {
  if (settled.length === 0) return;
  await execute(deleteLiveText(settled), tx);
  const closing = settled.filter(({ attemptId }) => open.has(attemptId));
  if (closing.length === 0) return;
  for (const { attemptId, usage, cost } of closing) {
    const was = open.get(attemptId);
    const account = was && accounts.get(was.runId);
    if (!was?.unit || !account) continue;
    const charge = chargeOf(was.unit, usage, cost);
    if (was.outcome === "open") book(account, was.reserved, charge);
    else book(account, 0, charge - was.reserved);
  }
  await execute(settle(closing), tx);
}

/** The runs whose budgets these calls were made from. */
export function budgetsOf(open: OpenAttempts): string[] {
  return [...open.values()].flatMap(({ unit, runId }) => (unit === null ? [] : [runId]));
}
