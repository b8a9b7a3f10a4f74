import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { narrate } from "../base/narrate.mjs";

/**
 * One launcher per data folder. The holder answers on a loopback port that it leaves in `launcher.json`: a file that a
 * killed launcher left, or a pid that came round again, cannot pass for it. One that is stopping is waited for.
 * Returns `holder`, what the running one tells of itself; without one we hold the lock, and `wasLeft` says that the
 * last one was killed, so that its children may still be on their way out. `tell` adds to what we tell of ourselves.
 * @param {string} folder
 */
export async function lockDataDir(folder) {
  const file = path.join(folder, "launcher.json");
  const self = { folder, pid: process.pid };
  const server = net.createServer((socket) => socket.on("error", () => {}).end(JSON.stringify(self)));
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen({ port: 0, host: "127.0.0.1" }, () => resolve(undefined));
  });
  server.unref();

  function release() {
    fs.rmSync(file, { force: true });
    server.close();
  }

  let told = false;
  for (let wasLeft = false; ; ) {
    if (take(file, /** @type {net.AddressInfo} */ (server.address()).port)) {
      return {
        holder: undefined,
        wasLeft,
        release,
        tell: (/** @type {object} */ facts) => void Object.assign(self, facts),
      };
    }
    const holder = await askHolder(file);
    if (holder?.stopping) {
      if (!told) narrate("waiting for the last studio here to stop");
      told = true;
      await sleep(100);
    } else if (holder?.folder === folder) {
      server.close();
      return { holder, wasLeft: false, release: () => {}, tell: (/** @type {object} */ _) => {} };
    } else {
      wasLeft = true;
      fs.rmSync(file, { force: true });
    }
  }
}

/**
 * @param {string} file
 * @param {number} port
 */
function take(file, port) {
  try {
    fs.writeFileSync(file, JSON.stringify({ port }), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
async function askHolder(file) {
  try {
    const { port } = JSON.parse(fs.readFileSync(file, "utf8"));
    const socket = net.connect({ port, host: "127.0.0.1", timeout: 2_000 });
    socket.once("timeout", () => socket.destroy(new Error("no answer")));
    return JSON.parse(await text(socket));
  } catch {
    return undefined;
  }
}
