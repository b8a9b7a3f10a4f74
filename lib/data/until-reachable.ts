import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/base/log";

/** Connection exceptions, a server that is starting or stopping, what Node says of sockets, and Prisma of all of these. */
const unreachable = /^(08|57P0|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|P100[128]$|P1017$)/;
const messages =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Looks through what wraps an error: Prisma has a code of its own for whatever its driver says. */
export function isUnreachable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, originalCode, message, cause, meta } = error as Wrapped;
  if (unreachable.test(String(originalCode ?? code)) || messages.test(String(message))) return true;
  return isUnreachable(cause) || isUnreachable(meta?.driverAdapterError);
}

type Wrapped = {
  code?: unknown;
  originalCode?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
};

/**
 * Repeats `work` while the database cannot be reached, for up to `patienceMs`: what was paid for is not thrown away
 * because Postgres restarts. `work` must be safe to repeat, since its commit may have succeeded unheard.
 */
export async function untilReachable<T>(work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let waitMs = 50; ; waitMs = Math.min(2_000, waitMs * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() + waitMs > deadline) throw error;
      log.warn({ err: error, waitMs }, "The database cannot be reached; trying again");
    }
    await sleep(waitMs * (0.5 + Math.random() / 2));
  }
}
