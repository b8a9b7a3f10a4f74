import pg from "pg";
import { env } from "@/lib/base/env";
import { pool } from "@/lib/data/pool";

/** What a test does to the database behind the studio's back; every `${value}` is a parameter. */
export async function query<Row extends pg.QueryResultRow>(
  strings: TemplateStringsArray,
  ...values: unknown[]
): Promise<Row[]> {
  const text = strings.reduce((statement, part, i) => `${statement}$${i}${part}`);
  return (await pool().query<Row>(text, values)).rows;
}

/** The same as the owner of the tables, who may cut connections, see what others wait for and switch triggers off. */
export async function queryAsOwner<Row extends pg.QueryResultRow>(
  strings: TemplateStringsArray,
  ...values: unknown[]
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  client.on("error", () => undefined); // also rejects the query under way
  await client.connect();
  try {
    const text = strings.reduce((statement, part, i) => `${statement}$${i}${part}`);
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
