import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Explained } from "../base/explained.mjs";

/**
 * What postmaster.pid says: process, port, and whether it takes connections yet.
 * @param {string} file
 */
export function readPidFile(file) {
  const [pid, , , port, , , , status] = readIfThere(file).split("\n");
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === "ready" };
}

/**
 * The server that already runs on this cluster: of another program of ours, or orphaned by a killed one.
 * A pid alone proves nothing (pids come round again, folders get copied), so the server itself is asked which folder
 * it serves. A pid file that names somebody else is removed: Postgres would refuse to start beside it.
 * @param {ReturnType<typeof import("./postgres-cluster.mjs").clusterAt>} cluster
 */
export async function findPostmaster(cluster, patienceMs = 15_000) {
  for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
    const { pid, port } = readPidFile(cluster.pidFile);
    if (!pid || !isAlive(pid)) return undefined;
    const served = port ? await servedFolder(cluster, port) : undefined;
    if (served === cluster.home) return { pid, port };
    if (served || !mayBePostgresOn(cluster.home, pid)) return void fs.rmSync(cluster.pidFile, { force: true });
    if (Date.now() > deadline) {
      throw new Explained(`Postgres (process ${pid}) holds ${cluster.home} but does not answer. Nothing was changed.
See ${cluster.log}; if it is stuck, end it with \`kill -INT ${pid}\` and start again.`);
    }
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * Undefined while nobody answers, or answers only that it is starting up or shutting down.
 * @param {ReturnType<typeof import("./postgres-cluster.mjs").clusterAt>} cluster
 * @param {number} port
 */
async function servedFolder(cluster, port) {
  const client = new pg.Client({ connectionString: cluster.url(port, "postgres"), connectionTimeoutMillis: 2_000 });
  client.on("error", () => {}); // the server may go away under us; the query's own rejection tells
  try {
    await client.connect();
    return fs.realpathSync((await client.query("show data_directory")).rows[0].data_directory);
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * False only when the system shows that this process is something else.
 * @param {string} home
 * @param {number} pid
 */
function mayBePostgresOn(home, pid) {
  if (pid === process.pid) return false;
  const command = process.platform === "linux" ? readIfThere(`/proc/${pid}/cmdline`) : "";
  return command === "" || command.includes(home);
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
