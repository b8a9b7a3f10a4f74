import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Explained } from "../base/explained.mjs";
import { narrate } from "../base/narrate.mjs";
import { root } from "../base/project.mjs";

const deathsBeforeReady = 3;
const pause = { first: 1_000, longest: 30_000, forgivenAfter: 60_000 };

/**
 * @typedef {object} Supervised
 * @property {string} name
 * @property {string[]} args
 * @property {Record<string, string | undefined>} env
 * @property {number} graceMs
 * @property {(child: import("node:child_process").ChildProcess, gone: AbortSignal) => Promise<boolean>} isReady
 * @property {(text: string) => void} [write]
 */

/**
 * Keeps one Node process running: starts it again when it dies, after pauses that grow from 1 to 30 s.
 * `isReady(child, gone)` resolves to true once a new process does its work; `ready` follows the first that does, and
 * rejects when three have died before. `write` gets everything that is printed.
 * @param {Supervised} options
 */
export function supervise({ name, args, env, graceMs, isReady, write = print }) {
  const stopping = new AbortController();
  /** @type {import("node:child_process").ChildProcess} */
  let child;
  /** @type {Promise<unknown>} */
  let exited;
  let wasReady = false;

  async function keepRunning() {
    for (let deaths = 0; ; ) {
      const lifetime = await liveOnce();
      if (stopping.signal.aborted) return;
      deaths = lifetime > pause.forgivenAfter ? 1 : deaths + 1;
      if (!wasReady && deaths >= deathsBeforeReady) {
        throw new Explained(`The ${name} process ended ${deaths} times before it was ready. Its own words are above.`);
      }
      const wait = Math.min(pause.first * 2 ** (deaths - 1), pause.longest);
      narrate(`${name} ended (${child.signalCode ?? `exit ${child.exitCode}`}), starting it again in ${wait / 1000} s`);
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
    }
  }

  async function liveOnce() {
    const born = Date.now();
    const gone = new AbortController();
    child = spawnChild({ name, args, env, graceMs, write });
    exited = once(child, "close").catch((error) => write(`${error.message}\n`));
    isReady(child, gone.signal).then((is) => is && becameReady());
    await exited;
    gone.abort();
    killGroup(child);
    return Date.now() - born;
  }

  /** @type {() => void} */
  let becameReady;
  /** @type {Promise<void>} */
  const ready = new Promise((resolve, reject) => {
    becameReady = () => {
      wasReady = true;
      resolve();
    };
    keepRunning().catch(reject);
  });
  ready.catch(() => {}); // who stops us early does not wait for it

  /** SIGTERM, then the grace time or an aborted `hurry`, then SIGKILL. */
  async function stop(/** @type {AbortSignal | undefined} */ hurry = undefined) {
    stopping.abort();
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await Promise.race([exited, sleep(graceMs, undefined, { signal: hurry, ref: false }).catch(() => {})]);
    killGroup(child);
    await exited;
  }

  return { ready, stop };
}

/** @param {Omit<Required<Supervised>, "isReady">} options */
function spawnChild({ name, args, env, graceMs, write }) {
  const preload = new URL("die-with-parent.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", preload, ...args], {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      REALCHAT_PROCESS: name,
      LAUNCHER_PID: String(process.pid),
      LAUNCHER_GRACE_MS: String(graceMs),
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A group of its own: the launcher alone hears the terminal's Ctrl-C, and decides who stops when.
    detached: process.platform !== "win32",
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", write);
  return child;
}

/** @param {string} text */
function print(text) {
  process.stdout.write(text);
}

/**
 * Also ends what a process leaves behind, such as the compiler service of tsx.
 * @param {import("node:child_process").ChildProcess} child
 */
function killGroup({ pid }) {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // nobody left
  }
}
