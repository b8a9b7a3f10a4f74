import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { query } from "./query";

export type TrainerProcess = { pid: number; end(signal: "SIGTERM" | "SIGKILL"): Promise<void> };

const alive = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** A Python that needs none (stand-in-python.mjs), as a program below `folder`. */
export function makeStandInPython(folder: string): string {
  const python = join(folder, "python");
  const script = join(import.meta.dirname, "stand-in-python.mjs");
  writeFileSync(python, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(python, 0o755);
  return python;
}

/** A model folder with which that Python trains as it is told. */
export function makeBase(folder: string, told: object): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), "{}");
  writeFileSync(join(folder, "stand-in.json"), JSON.stringify(told));
  return folder;
}

/** A real trainer host on the test's database; resolves when it takes jobs. */
export async function startTrainerProcess(env: Record<string, string>): Promise<TrainerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/trainer/main.ts"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, REALCHAT_LOG_LEVEL: "fatal", ...env },
  });
  alive.add(child);
  const ended = once(child, "exit").finally(() => alive.delete(child));
  const first = await Promise.race([once(child, "message").then(() => "ready"), ended.then(() => "ended")]);
  if (first === "ended" || child.pid === undefined) throw new Error("The trainer ended before it was ready");
  return {
    pid: child.pid,
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

/** Makes the time of a dead host's leases pass at once. */
export async function expireTrainerLeases({ pid }: { pid: number }): Promise<void> {
  await query`UPDATE job SET lease_until = now() - interval '1 second' WHERE lease_worker LIKE ${`%-${pid}-%`}`;
}
