import type pg from "pg";
import { pool } from "@/lib/data/pool";

/** What a test does to the database behind the studio's back; every `${value}` is a parameter. */
export async function query<Row extends pg.QueryResultRow>(
  strings: TemplateStringsArray,
  ...values: unknown[]
): Promise<Row[]> {
  const text = strings.reduce((statement, part, i) => `${statement}$${i}${part}`);
  return (await pool().query<Row>(text, values)).rows;
}
