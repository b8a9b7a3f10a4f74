import { spawn } from "node:child_process";
import { root } from "./project.mjs";

const patienceMs = 5_000;
/** @type {Set<Promise<unknown>>} */
const running = new Set();

/** @typedef {{ env?: Record<string, string | undefined>, show?: boolean, signal?: AbortSignal, shell?: boolean }} RunOptions */

/**
 * Runs a program to its end and never throws for its failure: resolves to { code, output, seconds }. `show` lets it
 * write to our terminal; otherwise what it says, on stdout and stderr, is the output. An aborted `signal` ends it, with
 * SIGTERM and five seconds later with SIGKILL.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function run(command, args, options) {
  const ended = runToEnd(command, args, options);
  running.add(ended);
  return ended.finally(() => running.delete(ended));
}

/**
 * {@link run} with the Node that runs us.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** Resolves when none of our programs runs any more: an npm that is just undoing an install must not meet the next. */
export async function allEnded() {
  await Promise.all(running);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
function runToEnd(command, args, { env, show = false, signal, shell = false } = {}) {
  return new Promise((resolve) => {
    const began = performance.now();
    const stdio = show ? "inherit" : "pipe";
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell,
      stdio: ["ignore", stdio, stdio],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    function terminate() {
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), patienceMs).unref();
    }
    /**
     * @param {number} code
     * @param {string} why
     */
    function end(code, why) {
      signal?.removeEventListener("abort", terminate);
      resolve({ code, output: output + why, seconds: (performance.now() - began) / 1000 });
    }
    child.once("error", (error) => end(1, `${error.message}\n`));
    child.once("close", (code, killedBy) => end(code ?? 1, killedBy ? `ended by ${killedBy}\n` : ""));
    if (signal?.aborted) terminate();
    signal?.addEventListener("abort", terminate);
  });
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
