import { createHash } from "node:crypto";
import type pg from "pg";
import { pool } from "./pool";

/** Whatever runs SQL: the pool, or one connection inside a transaction. */
export type Queryable = Pick<pg.ClientBase, "query">;

/** Serialization failures and deadlocks: the statement did nothing and may be tried again at once. */
const transient = new Set(["40001", "40P01"]);

const plansByKeys = "SET LOCAL enable_seqscan TO off; SET LOCAL enable_bitmapscan TO off";

/**
 * Runs `work` in one transaction on one connection; tries again up to three times after a deadlock. Transactions with
 * the same `lock` go one after another: what the one before wrote is seen from the first statement. `oneMoment`: every
 * statement sees what was there when the first began; a row that somebody else changed meanwhile makes it begin anew.
 * `byKeys`: rows are found by keys, and never by reading a table whole because it was small when a plan was made, be it that of a
 * foreign key's check.
 */
export async function transaction<T>(
  work: (tx: Queryable) => Promise<T>,
  { lock, oneMoment = false, byKeys = false }: { lock?: string; oneMoment?: boolean; byKeys?: boolean } = {},
  attempt = 1,
): Promise<T> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    const begin = oneMoment ? "begin isolation level repeatable read" : "begin";
    const locked = lock === undefined ? begin : `${begin}; SELECT pg_advisory_xact_lock(${lockNumber(lock)})`;
    await client.query(byKeys ? `${locked}; ${plansByKeys}` : locked);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    if (attempt > 3 || !transient.has(errorCode(error))) throw error;
  } finally {
    client.release(broken);
  }
  return transaction(work, { lock, oneMoment, byKeys }, attempt + 1);
}

/** What Postgres calls a lock: a number of 64 bits. */
export function lockNumber(lock: string): bigint {
  return createHash("sha256").update(lock).digest().readBigInt64BE();
}

/** Runs `work` inside a transaction such that a failure undoes only it; null when it threw what `isExpected` takes. */
export async function attempt<T>(
  tx: Queryable,
  isExpected: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T | null> {
  await tx.query("savepoint attempt");
  try {
    const result = await work();
    await tx.query("release savepoint attempt");
    return result;
  } catch (error) {
    if (!isExpected(error)) throw error;
    await tx.query("rollback to savepoint attempt");
    return null;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
