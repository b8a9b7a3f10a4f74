import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

type Send = (...args: unknown[]) => unknown;

const counting = new AsyncLocalStorage<string[]>();
/** What a connection is told when it is opened or passes to another project: of the pool, and no part of what is counted. */
const toldToConnections = "SELECT set_config('app.project_id'";

/**
 * What `work` sends to Postgres, statement by statement, BEGIN and COMMIT included. What others of the process send
 * meanwhile, say what a test file before this one left behind, is not among it.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const { prototype } = pg.Client as unknown as { prototype: { query: Send } };
  const send = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]) {
    const [first] = args as [string | { text?: string }];
    const statement = typeof first === "string" ? first : (first.text ?? "");
    if (!statement.startsWith(toldToConnections)) counting.getStore()?.push(statement);
    return send.apply(this, args);
  };
  try {
    return { result: await counting.run(statements, work), statements };
  } finally {
    prototype.query = send;
  }
}
