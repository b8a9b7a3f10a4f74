import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openPostgres } from "./embedded-postgres.mjs";
import { accountFor, closedFolder } from "./postgres-account.mjs";

/**
 * A throw-away server in a fresh folder; `stop()` removes both. They also go when this process is killed. `durable`: it
 * waits for the disk at each commit, as a real one does.
 * @param {{ durable?: boolean }} [options]
 */
export async function openTemporaryPostgres({ durable = false } = {}) {
  const folder = makeFolder();
  const server = await openPostgres(folder, { durable }).catch((error) => {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const guard = cleanUpWhenWeDie(server.pid, folder);
  return {
    ...server,
    folder,
    stop: async () => {
      await server.stop();
      guard.kill();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeFolder() {
  const account = accountFor("");
  const reachable = [os.tmpdir(), "/tmp", "/var/tmp"].find((place) => !closedFolder(place, account)) ?? os.tmpdir();
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(reachable), "realchat-"));
  fs.chmodSync(folder, 0o755);
  return folder;
}

/**
 * A shell that waits for its standard input to close, which the system does for us whatever way we end.
 * @param {number} pid
 * @param {string} folder
 */
function cleanUpWhenWeDie(pid, folder) {
  const script =
    'cat >/dev/null; kill -INT "$0"; while [ -e "$1/postgres/postmaster.pid" ]; do sleep 0.1; done; rm -rf "$1"';
  const guard = spawn("sh", ["-c", script, String(pid), folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.once("error", () => {}); // no shell on this system: then only a kill -9 leaves the folder behind
  guard.stdin.on("error", () => {});
  guard.unref();
  /** @type {import("node:net").Socket} */ (guard.stdin).unref();
  return guard;
}
