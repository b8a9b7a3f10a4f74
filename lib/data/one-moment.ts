import type pg from "pg";
import { readingPool } from "./pool";
import type { Queryable } from "./sql";

/**
 * What `read` gives, all of it as it was at one moment, whatever changes while it is taken. Whoever stops taking gives the
 * connection back.
 */
export async function* streamOneMoment<T>(read: (on: Queryable) => AsyncIterable<T>): AsyncGenerator<T> {
  const client = await begin();
  try {
    yield* read(client);
  } finally {
    await end(client);
  }
}

/** What `read` comes to, all of it as it was at one moment. */
export async function readOneMoment<T>(read: (on: Queryable) => Promise<T>): Promise<T> {
  const client = await begin();
  try {
    return await read(client);
  } finally {
    await end(client);
  }
}

async function begin(): Promise<pg.PoolClient> {
  const client = await readingPool().connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** Nothing was written, so there is nothing to keep; a connection that was cut is thrown away. */
async function end(client: pg.PoolClient): Promise<void> {
  const isCut = await client.query("rollback").then(
    () => false,
    () => true,
  );
  client.release(isCut);
}
