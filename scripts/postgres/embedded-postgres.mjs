// A real Postgres server that belongs to the data folder. We start the binaries ourselves: the class of the package
// ends our process on SIGTERM before we have cleaned up.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { lastLines } from "../base/command.mjs";
import { Explained } from "../base/explained.mjs";
import { freePort } from "../base/ports.mjs";
import { accountFor } from "./postgres-account.mjs";
import { postgresBinaries } from "./postgres-binaries.mjs";
import { clusterAt, initCluster, postgresEnv } from "./postgres-cluster.mjs";
import { findPostmaster, isAlive, readPidFile } from "./postmaster.mjs";

const logLimit = 16 * 2 ** 20;

/**
 * Opens the cluster below `folder`: joins the server that runs there already, else starts one, creating the cluster
 * the first time. `durable: false` trades crash safety for speed and is for throw-away clusters only.
 * Returns { url(database), port, pid, started, stop() }; `started` is false when the server was there before us.
 * @param {string} folder
 * @param {{ port?: number, durable?: boolean }} [options]
 */
export async function openPostgres(folder, { port, durable = true } = {}) {
  const cluster = clusterAt(folder);
  const running = await findPostmaster(cluster);
  const { pid, port: bound } = running ?? (await start(cluster, port ?? (await freePort()), durable));
  return {
    pid,
    port: bound,
    started: !running,
    url: (/** @type {string} */ database) => cluster.url(bound, database),
    stop: () => stop(cluster, pid),
  };
}

/**
 * Creates the database, as a copy of `template` if one is named, unless it is there already.
 * @param {{ url: (database: string) => string }} server
 * @param {string} name
 */
export async function ensureDatabase(server, name, { template = "template1" } = {}) {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0)
      await client.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`);
  } finally {
    await client.end();
  }
}

/**
 * @param {ReturnType<typeof import("./postgres-cluster.mjs").clusterAt>} cluster
 * @param {number} port
 * @param {boolean} durable
 */
async function start(cluster, port, durable) {
  const account = accountFor(cluster.home);
  const binaries = postgresBinaries(cluster.folder, account);
  if (!cluster.exists()) initCluster(cluster, binaries, account, { durable });
  closeToOthers(cluster.home);
  const log = openLog(cluster.log);
  // detached: Ctrl-C in a terminal reaches every process of its group, and Postgres must be the last to go.
  const child = spawn(binaries.postgres, ["-D", cluster.home, ...settings(port, durable)], {
    ...account,
    cwd: "/",
    env: postgresEnv(),
    stdio: ["ignore", log, log],
    detached: true,
  });
  fs.closeSync(log);
  child.unref();
  /** @type {string | undefined} */
  let failure;
  child.once("exit", (code, signal) => (failure = `exit ${code ?? signal}`));
  child.once("error", (error) => (failure = error.message));
  for (const deadline = Date.now() + 60_000; ; await sleep(20)) {
    const { pid, ready } = readPidFile(cluster.pidFile);
    if (ready && pid === child.pid) return { pid, port };
    if (failure || Date.now() > deadline) {
      const tail = lastLines(fs.readFileSync(cluster.log, "utf8"), 15);
      throw new Explained(
        `Postgres did not start (${failure ?? "no answer in 60 s"}). Your data was not touched. Its log says:\n${tail}`,
      );
    }
  }
}

/**
 * Copies and backups come back with whatever rights the tool gives; Postgres opens nothing that others could read.
 * @param {string} home
 */
function closeToOthers(home) {
  if (process.platform === "win32" || (fs.statSync(home).mode & 0o027) === 0) return;
  try {
    fs.chmodSync(home, 0o700);
  } catch {
    // Not ours to change: Postgres says so in its own words.
  }
}

/**
 * @param {number} port
 * @param {boolean} durable
 */
function settings(port, durable) {
  const values = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "128MB",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** @param {string} file */
function openLog(file) {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimit) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, "a", 0o600);
}

/**
 * SIGINT is Postgres' fast shutdown: sessions are cut off, everything committed is on disk. SIGQUIT after 30 s.
 * @param {ReturnType<typeof import("./postgres-cluster.mjs").clusterAt>} cluster
 * @param {number} pid
 */
async function stop(cluster, pid) {
  const holds = () => readPidFile(cluster.pidFile).pid === pid && isAlive(pid);
  if (holds()) process.kill(pid, "SIGINT");
  for (let waited = 0; holds(); waited += 25) {
    if (waited === 30_000) process.kill(pid, "SIGQUIT");
    await sleep(25);
  }
}
