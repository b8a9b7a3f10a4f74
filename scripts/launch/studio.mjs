import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { bin } from "../base/project.mjs";
import { supervise } from "./supervise.mjs";

/**
 * @typedef {object} Studio
 * @property {string} url
 * @property {Promise<unknown>} ready
 * @property {(hurry: AbortSignal) => Promise<unknown>} stop
 */

const earlyRequests = new URL("early-requests.mjs", import.meta.url).href;

/**
 * The worker may finish the turn it is writing, a trainer have its processes write a checkpoint. Event streams of open pages
 * never end by themselves: they are cut.
 */
const grace = { web: 2_000, worker: 35_000, trainer: 35_000 };

/**
 * glibc keeps what each thread frees for that thread, in eight pools a core; with two, both processes hold less. Other systems
 * do not know the name.
 */
const fewPools = { MALLOC_ARENA_MAX: "2" };

/**
 * Runs the built studio against the database that `env.DATABASE_URL` names; `parts` says which of its processes.
 * `ready` resolves when the web process answers its health check and the worker takes jobs.
 * @param {{
 *   host?: string, port?: number, env: Record<string, string | undefined>, parts?: string[], write?: (text: string) => void,
 * }} options `port` is needed for the web process only
 * @returns {Studio}
 */
export function startStudio({ host = "127.0.0.1", port, env, parts = ["web", "worker"], write }) {
  const url = `http://${forBrowser(host)}:${port}`;
  return runTogether(
    url,
    [
      parts.includes("web") && {
        name: "web",
        args: ["--import", earlyRequests, bin.next, "start", "-H", host, "-p", String(port)],
        // Without a worker there are no models of the studio's own before one has run elsewhere.
        isReady: (_, gone) => answers(`${url}/api/v1/${parts.includes("worker") ? "health" : "session"}`, gone),
        graceMs: grace.web,
      },
      parts.includes("worker") && {
        name: "worker",
        args: ["--import", "tsx", "lib/worker/main.ts"],
        isReady: saysReady,
        graceMs: grace.worker,
      },
      parts.includes("trainer") && {
        name: "trainer",
        args: ["--import", "tsx", "lib/trainer/main.ts"],
        isReady: saysReady,
        graceMs: grace.trainer,
      },
    ],
    { env: { ...fewPools, ...env, NODE_ENV: "production" }, write },
  );
}

/**
 * The same from the sources: both processes follow every change of a file.
 * @param {{ host: string, port: number, env: Record<string, string | undefined> }} options
 */
export function startDevelopment({ host, port, env }) {
  const url = `http://${forBrowser(host)}:${port}`;
  return runTogether(
    url,
    [
      {
        name: "web",
        args: [bin.next, "dev", "-H", host, "-p", String(port)],
        isReady: (_, gone) => answers(`${url}/api/v1/health`, gone),
        graceMs: grace.web,
      },
      {
        name: "worker",
        args: [bin.tsx, "watch", "--clear-screen=false", "lib/worker/main.ts"],
        isReady: async () => true, // the watcher is; what it watches may well not compile just now
        graceMs: grace.worker,
      },
    ],
    { env: { ...env, NODE_ENV: "development" } },
  );
}

/**
 * @param {string} url
 * @param {(Omit<import("./supervise.mjs").Supervised, "env" | "write"> | false)[]} processes
 * @param {{ env: Record<string, string | undefined>, write?: (text: string) => void }} shared
 * @returns {Studio}
 */
function runTogether(url, processes, shared) {
  const running = processes
    .filter((process_) => process_ !== false)
    .map((process_) => supervise({ ...process_, ...shared }));
  return {
    url,
    ready: Promise.all(running.map(({ ready }) => ready)),
    stop: (hurry) => Promise.all(running.map(({ stop }) => stop(hurry))),
  };
}

/**
 * Resolves to true when the URL answers 200, to false when the process behind it is gone.
 * @param {string} url
 * @param {AbortSignal} gone
 */
async function answers(url, gone) {
  while (!gone.aborted) {
    if ((await statusOf(url)) === 200) return true;
    await sleep(50);
  }
  return false;
}

/** @param {string} url */
function statusOf(url) {
  return new Promise((resolve) => {
    // Not fetch: it would keep its connection, and a server waits for those when it is told to stop.
    const request = http.get(url, { agent: false, timeout: 5_000 }, (response) => {
      response.resume().once("close", () => resolve(response.statusCode));
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(undefined));
  });
}

/** The worker tells over its pipe, `process.send({ ready: true })`, or by printing a line with `worker ready`. */
function saysReady(/** @type {import("node:child_process").ChildProcess} */ child) {
  return new Promise((resolve) => {
    child.on("message", (/** @type {any} */ message) => message?.ready === true && resolve(true));
    child.stdout?.on("data", (text) => text.includes("worker ready") && resolve(true));
  });
}

/**
 * An address to listen on is not always one to visit.
 * @param {string} host
 */
function forBrowser(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
