import { pool } from "../pool";
import type { Queryable } from "../sql";
import type { Statement } from "./statement";

/**
 * The door: every statement of the studio passes here, on the pool or inside a transaction. Whatever all of them need
 * (the project they are for, a measure of their time) is put in here and nowhere else.
 */
async function send<Row>(statement: Statement<Row>, on: Queryable): Promise<{ rows: Row[]; count: number }> {
  const { name, text, values, isPrepared, read } = statement;
  const { rows, rowCount } = await on.query<Record<string, unknown>>({
    name: isPrepared ? name : undefined,
    text,
    values,
  });
  return { rows: read(rows), count: rowCount ?? 0 };
}

/** All rows of a result. */
export async function all<Row>(statement: Statement<Row>, on: Queryable = pool()): Promise<Row[]> {
  return (await send(statement, on)).rows;
}

/** The first row of a result, or null. */
export async function first<Row>(statement: Statement<Row>, on: Queryable = pool()): Promise<Row | null> {
  return (await send(statement, on)).rows[0] ?? null;
}

/** For what it changes: how many rows. */
export async function execute(statement: Statement<unknown>, on: Queryable = pool()): Promise<number> {
  return (await send(statement, on)).count;
}
