import pg from "pg";
import { env } from "@/lib/base/env";
import { log } from "@/lib/base/log";
import { leaseSeconds } from "./engine/claim";
import { atWork, projectAtWork } from "./project-at-work";

/** Connections per process: the worker's many dialogues take turns on a few, and pages must never queue behind them. */
const sizes = { web: 12, worker: 16 };
/** Of the worker, for what it does across projects: claims, leases, sweeps. */
const acrossSize = 6;

/** What one statement of the web process may take; the worker's may take as long as their job. */
export const webStatementSeconds = 20;

// Next reloads modules in development; the pool must outlive that.
const kept = globalThis as typeof globalThis & {
  realchatPool?: pg.Pool;
  realchatAcrossPool?: pg.Pool;
  realchatReadingPool?: pg.Pool;
};

/**
 * The process's pool: its connections see the project at work, and no more. It opens on first use, so that a build needs
 * no database, and survives lost connections. Across projects it is another one, under the role that sees them all.
 */
export function pool(): pg.Pool {
  return atWork() === "across" ? acrossPool() : projectPool();
}

/** Connections for the project at work, even if that is none. */
export function projectPool(): pg.Pool {
  const isWorker = process.env.REALCHAT_PROCESS === "worker";
  const max = isWorker ? sizes.worker : sizes.web;
  // A process that hangs inside a transaction would hold its locks, and with them a run, for as long as it hangs.
  kept.realchatPool ??= open({
    max,
    connectionTimeoutMillis: 10_000,
    idleInTransactionSeconds: leaseSeconds,
    // Nobody waits longer for a page, and one statement must not take the database from everybody.
    statementSeconds: isWorker ? 0 : webStatementSeconds,
  });
  return kept.realchatPool;
}

function acrossPool(): pg.Pool {
  const limits = {
    max: acrossSize,
    connectionTimeoutMillis: 10_000,
    idleInTransactionSeconds: leaseSeconds,
    statementSeconds: 0,
  };
  kept.realchatAcrossPool ??= open({ ...limits, role: "realchat_engine" });
  return kept.realchatAcrossPool;
}

/**
 * A few connections beside the pool, for readings that last as long as somebody's download: however slowly they are taken,
 * no page waits for one. Whoever comes when all are taken waits; a download that nobody takes from for five minutes ends.
 */
export function readingPool(): pg.Pool {
  kept.realchatReadingPool ??= open({
    max: 4,
    connectionTimeoutMillis: 0,
    idleInTransactionSeconds: 300,
    statementSeconds: 120,
  });
  return kept.realchatReadingPool;
}

/** Ends all connections; the next query opens them anew. */
export async function closePool(): Promise<void> {
  const all = [kept.realchatPool, kept.realchatAcrossPool, kept.realchatReadingPool];
  kept.realchatPool = undefined;
  kept.realchatAcrossPool = undefined;
  kept.realchatReadingPool = undefined;
  await Promise.all(all.map((one) => one?.end()));
}

type Limits = {
  max: number;
  connectionTimeoutMillis: number;
  idleInTransactionSeconds: number;
  statementSeconds: number;
  role?: "realchat_project" | "realchat_engine";
};

function open(limits: Limits): pg.Pool {
  const {
    max,
    connectionTimeoutMillis,
    idleInTransactionSeconds,
    statementSeconds,
    role = "realchat_project",
  } = limits;
  const opened = new ProjectPool({
    connectionString: env().DATABASE_URL,
    max,
    connectionTimeoutMillis,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: idleInTransactionSeconds * 1_000,
    statement_timeout: statementSeconds * 1_000,
    options: `-c role=${role}`,
    application_name: `realchat-${process.env.REALCHAT_PROCESS ?? "web"}`,
  });
  // Without listeners Node ends the process when a connection is cut, be it idle (pool) or in a transaction (client).
  opened.on("error", (error) => log.warn({ err: error }, "A database connection was lost"));
  opened.on("connect", (client) =>
    client.on("error", (error) => log.debug({ err: error }, "A database connection was cut")),
  );
  return opened;
}

type Given = (error: Error | undefined, client: pg.PoolClient | undefined, release: (broken?: unknown) => void) => void;

/**
 * A pool whose connections know, before anybody gets one, for which project they work: Postgres shows them that project's
 * rows and gives new rows to it. Told only when it changes, so with one project it is told once per connection.
 */
class ProjectPool extends pg.Pool {
  private readonly told = new WeakMap<object, string>();

  override connect(): Promise<pg.PoolClient>;
  override connect(given: Given): void;
  override connect(given?: Given): Promise<pg.PoolClient> | undefined {
    const ready = this.ready(projectAtWork() ?? "");
    if (!given) return ready;
    ready.then(
      (client) => given(undefined, client, (broken) => client.release(broken as Error | undefined)),
      (error: Error) => given(error, undefined, () => undefined),
    );
    return undefined;
  }

  private async ready(projectId: string): Promise<pg.PoolClient> {
    const client = await super.connect();
    if ((this.told.get(client) ?? "") === projectId) return client;
    try {
      await client.query("SELECT set_config('app.project_id', $1, false)", [projectId]);
      this.told.set(client, projectId);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
