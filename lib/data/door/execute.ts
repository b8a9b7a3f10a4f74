import { pool } from "../pool";
import { atWork, requireProject } from "../project-at-work";
import type { Queryable } from "../sql";
import type { Statement } from "./statement";

/**
 * The door: every statement of the studio passes here, on the pool or inside a transaction, and gets the project that is
 * at work. One that reads or changes a project's rows outside of any project is not sent; what workers do across all of them
 * goes as it is, under the role that may see them.
 */
async function send<Row>(statement: Statement<Row>, on: Queryable): Promise<{ rows: Row[]; count: number }> {
  const { name, isPrepared, read } = statement;
  const isInside = statement.scoped !== null && atWork() !== "across";
  const { rows, rowCount } = await on.query<Record<string, unknown>>({
    name: isPrepared ? name : undefined,
    text: isInside ? (statement.scoped ?? statement.text) : statement.text,
    values: isInside ? [...statement.values, requireProject()] : statement.values,
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
