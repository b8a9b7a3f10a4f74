import pg from "pg";

type Send = (...args: unknown[]) => unknown;

/**
 * What reaches Postgres while `work` is done, statement by statement, BEGIN and COMMIT included, whoever sends it. Of the
 * whole process: nothing else may run meanwhile.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const { prototype } = pg.Client as unknown as { prototype: { query: Send } };
  const send = prototype.query;
  prototype.query = function query(this: unknown, ...args: unknown[]) {
    const [first] = args as [string | { text?: string }];
    statements.push(typeof first === "string" ? first : (first.text ?? ""));
    return send.apply(this, args);
  };
  try {
    return { result: await work(), statements };
  } finally {
    prototype.query = send;
  }
}
