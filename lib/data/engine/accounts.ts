import type { Budget } from "@/lib/domain/run";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { columns } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

/** What a run's budget is charged with, as the transaction that holds its lock will leave it; in the budget's unit. */
type Account = { spent: number; reserved: number; isExhausted: boolean; more: { spent: number; reserved: number } };
export type Accounts = Map<string, Account>;

const run = columns("Run", "r", "id", "budgetSpent", "budgetReserved", "budgetExhausted");

const lock = statement(
  "accounts.lock",
  run.row,
  (runIds: string[]) => sql`
    SELECT ${run} FROM run r WHERE r.id = ANY(${runIds}::text[]) ORDER BY r.id FOR NO KEY UPDATE`,
  { prepared: true },
);

/** Locks the budgets of runs, in the order of their ids: after dialogues and attempts, before spending. */
export async function lockAccounts(tx: Queryable, runIds: string[]): Promise<Accounts> {
  if (runIds.length === 0) return new Map();
  const rows = await all(lock([...new Set(runIds)]), tx);
  return new Map(
    rows.map(({ id, budgetSpent: spent, budgetReserved: reserved, budgetExhausted: isExhausted }) => [
      id,
      { spent, reserved, isExhausted, more: { spent: 0, reserved: 0 } },
    ]),
  );
}

function add(account: Account, { spent = 0, reserved = 0 }: { spent?: number; reserved?: number }): void {
  account.spent += spent;
  account.reserved += reserved;
  account.more.spent += spent;
  account.more.reserved += reserved;
}

/** A call has ended: what was held for it is given back, what it took is charged. */
export function book(account: Account, released: number, charged: number): void {
  add(account, { reserved: -released, spent: charged });
}

/** Holds an amount for a call, or says why not: never more than the budget has left. */
export function hold(account: Account, amount: number, budget: Budget): "held" | "budget_exhausted" | "budget_busy" {
  if (account.spent + account.reserved + amount <= budget.amount) {
    add(account, { reserved: amount });
    return "held";
  }
  if (account.spent + amount <= budget.amount) return "budget_busy";
  account.isExhausted = true;
  return "budget_exhausted";
}

const write = statement(
  "accounts.write",
  {},
  (ids: string[], accounts: Account[]) => sql`
    UPDATE run SET budget_spent = budget_spent + n.spent, budget_reserved = budget_reserved + n.reserved,
      budget_exhausted = n.exhausted
    FROM unnest(${ids}::text[], ${accounts.map(({ more }) => more.spent)}::float8[],
      ${accounts.map(({ more }) => more.reserved)}::float8[], ${accounts.map(({ isExhausted }) => isExhausted)}::bool[])
      AS n (id, spent, reserved, exhausted)
    WHERE run.id = n.id`,
  { prepared: true },
);

/** Writes what was booked and held. */
export async function writeAccounts(tx: Queryable, accounts: Accounts): Promise<void> {
  if (accounts.size > 0) await execute(write([...accounts.keys()], [...accounts.values()]), tx);
}
