import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../base/command.mjs";
import { Explained } from "../base/explained.mjs";
import { narrate } from "../base/narrate.mjs";
import { freePort } from "../base/ports.mjs";
import { buildIfChanged } from "../launch/build.mjs";
import { startStudio } from "../launch/studio.mjs";
import { openTestDatabase } from "../test/test-database.mjs";
import { startUpstream } from "./upstream.mjs";

/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {Awaited<ReturnType<typeof openBenchStudio>>} BenchStudio */
/** @typedef {{ speech: string, name: string, dialogues: number, concurrency?: number, launch?: boolean, stopRules?: object }} RunSpec */

const admin = { email: "lead@example.org", password: randomBytes(12).toString("hex") };
const token = randomBytes(24).toString("hex");

/**
 * The built studio with its worker, a throw-away database, the fake endpoint, and ways in. All of it ends with `ending`.
 *
 * @param {Ending} ending
 * @param {{ asBuilt: boolean }} options
 */
export async function openBenchStudio(ending, { asBuilt }) {
  const opening = openTestDatabase();
  ending.atEnd(async () => (await opening.catch(() => undefined))?.stop());
  if (!asBuilt) await buildIfChanged({ signal: ending.begun });
  const database = await opening;
  const upstream = await startUpstream();
  ending.atEnd(upstream.stop);
  const databaseUrl = database.url("realchat");
  let said = "";
  const env = environment(databaseUrl);
  const running = startStudio({ port: await freePort(), env, write: (text) => (said += text) });
  ending.atEnd(() => running.stop(AbortSignal.abort())); // nothing here is worth waiting for
  await running.ready.catch((error) => {
    throw new Explained(`${error.message}\n${lastLines(said, 40)}`);
  });
  narrate("studio ready");
  /** @type {(route: string, body?: object) => Promise<any>} */
  const api = (route, body) => callApi(running.url, route, body);
  return { url: running.url, databaseUrl, upstream, api, token, signIn: () => signIn(running.url) };
}

/**
 * Nothing of the caller's own providers or accounts reaches the studio that is measured.
 *
 * @param {string} databaseUrl
 */
function environment(databaseUrl) {
  return {
    DATABASE_URL: databaseUrl,
    REALCHAT_SECRET: randomBytes(32).toString("hex"),
    REALCHAT_URL: undefined,
    REALCHAT_ADMIN_EMAIL: admin.email,
    REALCHAT_ADMIN_PASSWORD: admin.password,
    REALCHAT_ADMIN_TOKEN: token,
    OPENAI_API_KEY: undefined,
    OPENAI_BASE_URL: undefined,
    OPENAI_MODEL: undefined,
  };
}

/**
 * `api("POST /runs", spec)`: what the endpoint answers; throws with its own words when it refuses.
 *
 * @param {string} url
 * @param {string} route
 * @param {object | undefined} body
 */
async function callApi(url, route, body) {
  const [method, path] = route.split(" ");
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Explained(`${route} answered ${response.status}: ${answer}`);
  return answer === "" ? undefined : JSON.parse(answer);
}

/**
 * The cookie header of a signed-in browser.
 *
 * @param {string} url
 */
async function signIn(url) {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(admin),
  });
  if (!response.ok) throw new Explained(`Signing in was answered with ${response.status}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/**
 * A run of the fake model with itself, launched; `speech` is what the model's name says (fake-upstream.mjs).
 *
 * @param {Pick<BenchStudio, "api" | "upstream">} studio
 * @param {RunSpec} spec
 */
export async function launchRun({ api, upstream }, { speech, ...spec }) {
  const model = await api("POST /models", {
    name: `Bench ${speech}`,
    baseUrl: upstream.baseUrl,
    upstreamModel: speech,
    contextWindow: 10_000_000,
  });
  return api("POST /runs", {
    simulatorId: model.id,
    assistantId: model.id,
    ...spec,
    stopRules: { contextTokens: 1_000_000, repetition: null, ...spec.stopRules },
    launch: spec.launch ?? true,
  });
}

/**
 * Resolves once `enough(progress)` of the run.
 *
 * @param {Pick<BenchStudio, "api">} studio
 * @param {string} runId
 * @param {(progress: any) => boolean} enough
 * @param {AbortSignal} signal
 */
export async function untilRun({ api }, runId, enough, signal) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(250, undefined, { signal })) {
    const { progress, run } = await api(`GET /runs/${runId}`);
    if (enough(progress)) return progress;
    if (run.status === "paused") throw new Explained(`The run paused: ${run.statusDetail}`);
  }
  throw new Explained(`After a minute the run had not come as far as the bench needs it.`);
}
