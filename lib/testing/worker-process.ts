import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { query } from "@/lib/testing/query";

export type WorkerProcess = { pid: number; end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> };

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** A real worker on the test's database; resolves when it takes dialogues. */
export async function startWorkerProcess(env: Record<string, string> = {}): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/worker/main.ts"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, REALCHAT_LOG_LEVEL: "fatal", ...env },
  });
  alive.add(child);
  const ended = once(child, "exit").finally(() => alive.delete(child));
  const first = await Promise.race([once(child, "message").then(() => "ready"), ended.then(() => "ended")]);
  if (first === "ended" || child.pid === undefined) throw new Error("The worker ended before it was ready");
  return {
    pid: child.pid,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

/** Makes the time of a worker's leases pass at once; a dead one's dialogues are then due, a living one is a zombie. */
export async function expireLeasesOf({ pid }: { pid: number }): Promise<void> {
  const name = `%-${pid}-%`;
  await query`UPDATE dialogue SET lease_until = now() - interval '1 second' WHERE lease_worker LIKE ${name}`;
  await query`UPDATE worker SET seen_at = now() - interval '1 hour' WHERE id LIKE ${name}`;
}
