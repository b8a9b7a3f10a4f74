// Where a cluster keeps its things, and how it is born.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Explained } from "../base/explained.mjs";

/**
 * The places of the cluster below a data folder.
 * @param {string} folder
 */
export function clusterAt(folder) {
  const home = path.join(folder, "postgres");
  const passwordFile = path.join(folder, "postgres.password");
  return {
    folder,
    home,
    log: path.join(folder, "postgres.log"),
    pidFile: path.join(home, "postmaster.pid"),
    passwordFile,
    exists: () => fs.existsSync(path.join(home, "PG_VERSION")),
    url: (/** @type {number} */ port, /** @type {string} */ database) =>
      `postgresql://postgres:${fs.readFileSync(passwordFile, "utf8").trim()}@127.0.0.1:${port}/${database}`,
  };
}

/**
 * UTF-8 with Postgres' own C.UTF-8 rules: lower(), ILIKE and regular expressions know all scripts, order is by code
 * point, and no upgrade of the operating system can ever spoil an index. pg_trgm and full text search still ask the C
 * library what a letter is, hence the list of LC_CTYPEs: the first that this machine has.
 * @param {ReturnType<typeof clusterAt>} cluster
 * @param {{ initdb: string }} binaries
 * @param {import("./postgres-account.mjs").Account} account
 * @param {{ durable: boolean }} options
 */
export function initCluster(cluster, binaries, account, { durable }) {
  const draft = `${cluster.home}.new`; // renamed when complete: a cut-short initdb must not pass for a cluster
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  fs.writeFileSync(cluster.passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const item of [draft, cluster.passwordFile]) fs.chownSync(item, account.uid, account.gid);
  }
  for (const ctype of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    const options = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
    const haste = durable ? [] : ["--no-sync"];
    const login = ["--username=postgres", `--pwfile=${cluster.passwordFile}`, "--auth=scram-sha-256"];
    const { status, stderr, error } = spawnSync(
      binaries.initdb,
      ["-D", draft, ...options, `--lc-ctype=${ctype}`, ...login, ...haste, "--no-instructions"],
      { ...account, cwd: "/", env: postgresEnv(), encoding: "utf8" },
    );
    if (status === 0) return fs.renameSync(draft, cluster.home);
    if (/invalid locale name/.test(stderr)) continue;
    fs.rmSync(draft, { recursive: true, force: true });
    throw new Explained(`The database could not be created in ${cluster.home}:\n${stderr || error}`);
  }
}

/** Postgres sees nothing of our environment: no secrets, and the same time zone and messages everywhere. */
export function postgresEnv() {
  return { PATH: process.env.PATH, TZ: "UTC", LC_ALL: undefined, LC_MESSAGES: "C" };
}
