import { pool } from "../pool";
import { atWork, isJudgingAtWork, raterAtWork, requireProject } from "../project-at-work";
import type { Queryable } from "../sql";
import type { Statement } from "./statement";

/**
 * The door: every statement of the studio passes here, on the pool or inside a transaction, and gets the project that is
 * at work. One that reads or changes a project's rows outside of any project is not sent; what workers do across all of them
 * goes as it is, under the role that may see them. A rater is shown nothing that would tell whom they judge.
 */
async function send<Row>(statement: Statement<Row>, on: Queryable): Promise<{ rows: Row[]; count: number }> {
  const { rows, rowCount } = await on.query<Record<string, unknown>>(formFor(statement));
  return { rows: statement.read(rows), count: rowCount ?? 0 };
}

/** The statement as whoever is at work may send it: across projects, in one, or in one with what is kept from a rater left out. */
function formFor({ name, isPrepared, text, scoped, blind, values }: Statement<unknown>) {
  if (scoped === null || atWork() === "across") return { name: isPrepared ? name : undefined, text, values };
  const inside = [...values, requireProject()];
  const rater = raterAtWork();
  const isJudging = isJudgingAtWork();
  const hiding = rater === null ? null : blind(isJudging);
  if (hiding === null) return { name: isPrepared ? name : undefined, text: scoped, values: inside };
  return {
    name: isPrepared ? `${name} ${isJudging ? "judging" : "blind"}` : undefined,
    text: hiding,
    values: [...inside, rater],
  };
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
