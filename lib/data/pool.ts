import pg from "pg";
import { env } from "@/lib/base/env";
import { log } from "@/lib/base/log";
import { leaseSeconds } from "./engine/claim";

/** Connections per process: the worker's many dialogues take turns on a few, and pages must never queue behind them. */
const sizes = { web: 12, worker: 16 };

// Next reloads modules in development; the pool must outlive that.
const kept = globalThis as typeof globalThis & { realchatPool?: pg.Pool };

/** The process's one pool. It opens on first use, so that a build needs no database, and survives lost connections. */
export function pool(): pg.Pool {
  kept.realchatPool ??= open();
  return kept.realchatPool;
}

/** Ends all connections; the next query opens them anew. */
export async function closePool(): Promise<void> {
  const open = kept.realchatPool;
  kept.realchatPool = undefined;
  await open?.end();
}

function open(): pg.Pool {
  const max = process.env.REALCHAT_PROCESS === "worker" ? sizes.worker : sizes.web;
  const opened = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // A process that hangs inside a transaction would hold its locks, and with them a run, for as long as it hangs.
    idle_in_transaction_session_timeout: leaseSeconds * 1_000,
    application_name: `realchat-${process.env.REALCHAT_PROCESS ?? "web"}`,
  });
  // Without listeners Node ends the process when a connection is cut, be it idle (pool) or in a transaction (client).
  opened.on("error", (error) => log.warn({ err: error }, "A database connection was lost"));
  opened.on("connect", (client) =>
    client.on("error", (error) => log.debug({ err: error }, "A database connection was cut")),
  );
  return opened;
}
