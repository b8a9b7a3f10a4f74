import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that may outlive whoever started it: its number alone could be another's by now, so that its birth goes along. */
export type KnownProcess = { pid: number; born: string };

/** When a process began, in the system's own words; null where it is gone, or has ended and is only not yet buried. */
export function birthOf(pid: number): string | null {
  try {
    // After the name, which may hold anything: state, then 18 fields further the ticks since the machine began.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return process.platform === "linux" ? null : answers(pid);
  }
}

/** Elsewhere than on Linux a number that answers is taken for the same process. */
function answers(pid: number): string | null {
  try {
    process.kill(pid, 0);
    return "unknown";
  } catch {
    return null;
  }
}

export function isAlive({ pid, born }: KnownProcess): boolean {
  return birthOf(pid) === born;
}

/** Asks a process and all that it started to end, and has them ended after so long. Resolves once it is gone. */
export async function endProcess(known: KnownProcess, graceMs: number): Promise<void> {
  signal(known, "SIGTERM");
  for (let waited = 0; waited < graceMs && isAlive(known); waited += 100) await sleep(100);
  if (isAlive(known)) signal(known, "SIGKILL");
  for (let waited = 0; waited < 10_000 && isAlive(known); waited += 50) await sleep(50);
}

function signal(known: KnownProcess, name: NodeJS.Signals): void {
  if (!isAlive(known)) return;
  for (const target of [-known.pid, known.pid])
    try {
      process.kill(target, name);
      return;
    } catch {
      // No group of its own, or nobody left.
    }
}

type Start = { cwd: string; env?: Record<string, string>; out: number; err: number };

/** Starts a program in a group of its own, which lives on when this process is killed. Throws where there is no such program. */
export async function startDetached(
  program: string,
  args: readonly string[],
  { cwd, env, out, err }: Start,
): Promise<{ child: ChildProcess; known: KnownProcess }> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", out, err],
    detached: true,
  });
  await new Promise<void>((started, failed) => {
    child.once("spawn", started);
    child.once("error", failed);
  });
  const pid = child.pid ?? 0;
  return { child, known: { pid, born: birthOf(pid) ?? "ended" } };
}
