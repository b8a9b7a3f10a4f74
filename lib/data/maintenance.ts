import pg from "pg";

/** Runs one statement that needs a connection of its own to another database than ours (CREATE DATABASE and the like). */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // also rejects the query under way
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
