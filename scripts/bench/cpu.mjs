import fs from "node:fs";
import os from "node:os";

/** @typedef {"web" | "worker" | "postgres" | "page" | "upstream"} Part */
/** @typedef {Record<Part, number>} Used */

const ticksPerSecond = 100; // USER_HZ, the same on every Linux that Node runs on

/**
 * CPU seconds that our own processes have used so far, by what they do: { web, worker, postgres, page, upstream }.
 * Unlike the wall clock it hardly cares who else is on the machine. Null where there is no /proc.
 */
export function usedCpu() {
  if (!fs.existsSync("/proc/self/stat")) return null;
  const used = { web: 0, worker: 0, postgres: 0, page: 0, upstream: 0 };
  for (const { command, seconds } of ownProcesses()) {
    const part = partOf(command);
    if (part) used[part] += seconds;
  }
  return used;
}

/** CPU time of the whole machine so far, whoever used it, in ms: { busy, all }. */
export function machineTime() {
  const times = os.cpus().map(({ times }) => times);
  const all = times.reduce((sum, each) => sum + Object.values(each).reduce((a, b) => a + b, 0), 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}

/**
 * Milliseconds of CPU per 1,000 of `count`, by part.
 *
 * @param {Used | null} before
 * @param {Used | null} after
 * @param {number} count
 */
export function cpuPer1000(before, after, count) {
  if (!before || !after) return "not known on this system";
  return /** @type {[Part, number][]} */ (Object.entries(after))
    .map(([part, seconds]) => `${part} ${(((seconds - before[part]) * 1e6) / count).toFixed(0)}`)
    .join(", ");
}

/**
 * Tells, each time it is called, the resident memory of our own processes that do this part now, in MB; 0 where there is no
 * /proc. They are looked for once: looking through all processes takes milliseconds, which would be taken from what is measured.
 *
 * @param {Part} part
 */
export function residentMbOf(part) {
  const found = fs.existsSync("/proc/self/stat") ? ownProcesses() : [];
  const pids = found.filter(({ command }) => partOf(command) === part).map(({ pid }) => pid);
  return () => pids.reduce((sum, pid) => sum + residentKb(pid) / 1024, 0);
}

/** @param {number} pid */
function residentKb(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // it has just ended
  }
}

function ownProcesses() {
  const processes = fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  return processes.filter(({ pid }) => isOurs(pid, parents));
}

/** @param {string} pid */
function readProcess(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // Its own and of those it started that have ended, such as a connection's server.
    const seconds = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ pid: Number(pid), parent: Number(fields[1]), seconds, command }];
  } catch {
    return []; // it has just ended
  }
}

/**
 * @param {number} pid
 * @param {Map<number, number>} parents
 */
function isOurs(pid, parents) {
  for (let id = pid; id > 1; id = parents.get(id) ?? 0) if (id === process.pid) return true;
  return false;
}

/** @param {string} command */
function partOf(command) {
  if (command.includes("fake-upstream")) return "upstream";
  if (command.includes("lib/worker/main.ts")) return "worker";
  if (command.startsWith("next-server")) return "web";
  if (command.includes("--type=renderer")) return "page";
  return command.includes("postgres") ? "postgres" : undefined;
}
