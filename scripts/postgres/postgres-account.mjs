// Postgres refuses to run as root, so a root launcher lends it another account.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Explained } from "../base/explained.mjs";

/** @typedef {{ uid?: undefined, gid?: undefined } | { uid: number, gid: number }} Account */

/**
 * The uid and gid that Postgres runs under; empty when that is simply us. A cluster that exists keeps its owner,
 * so that a folder begun as an ordinary user also opens under sudo.
 * @param {string} cluster
 * @returns {Account}
 */
export function accountFor(cluster) {
  if (process.getuid?.() !== 0) return {};
  const owner = fs.statSync(cluster, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : postgresUser();
}

function postgresUser() {
  /** @type {(option: string) => import("node:child_process").SpawnSyncReturns<string>} */
  const id = (option) => spawnSync("id", [option, "postgres"], { encoding: "utf8" });
  if (id("-u").status !== 0) spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  const [uid, gid] = [id("-u"), id("-g")];
  if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  throw new Explained(
    "Postgres does not run as root, and this machine has no user `postgres` and let us add none. Nothing was changed. " +
      "Start as an ordinary user, or set DATABASE_URL to a Postgres of your own.",
  );
}

/**
 * The outermost folder on the way to `target` (which need not exist yet) that the account may not enter, if any.
 * @param {string} target
 * @param {Account} account
 * @returns {string | undefined}
 */
export function closedFolder(target, account) {
  if (account.uid === undefined || mayEnter(target, account)) return undefined;
  return closedFolder(path.dirname(target), account) ?? (fs.existsSync(target) ? target : undefined);
}

/**
 * @param {string} folder
 * @param {Account} account
 */
function mayEnter(folder, account) {
  return spawnSync("test", ["-x", folder], { ...account, cwd: "/" }).status === 0;
}
