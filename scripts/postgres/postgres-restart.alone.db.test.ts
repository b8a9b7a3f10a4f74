import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GET as health } from "@/app/api/v1/health/route";
import { log } from "@/lib/base/log";
import { LiveHub } from "@/lib/bus/live-hub";
import { firstProjectId } from "@/lib/data/memberships";
import { closePool } from "@/lib/data/pool";
import { standIn } from "@/lib/data/project-at-work";
import { untilReachable } from "@/lib/data/until-reachable";
import { applyLiveFrame } from "@/lib/domain/apply-live-frame";
import type { LiveDialogue } from "@/lib/domain/live";
import { makeModel, makeRun } from "@/lib/testing/builders";
import { startCountingUpstream } from "@/lib/testing/counting-upstream";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { query } from "@/lib/testing/query";
import { startWorkerProcess, type WorkerProcess } from "@/lib/testing/worker-process";
import { deploy } from "../migrate/migrations.mjs";
import { ensureDatabase, openPostgres } from "./embedded-postgres.mjs";

const restarts = 4;
const hub = new LiveHub(firstProjectId);
let folder: string;
let server: Awaited<ReturnType<typeof openPostgres>>;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  log.level = "silent";
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "realchat-restart-"));
  fs.chmodSync(folder, 0o755); // as root, Postgres runs under another account
  server = await openPostgres(folder); // a durable one: what it acknowledged must be there after a crash
  await ensureDatabase(server, "realchat");
  await deploy(server.url("realchat"));
  process.env.DATABASE_URL = server.url("realchat");
  standIn({ projectId: firstProjectId });
  process.env.REALCHAT_SECRET ??= "a secret of the tests and of nobody else";
});

afterAll(async () => {
  await worker?.end("SIGKILL");
  await hub.close();
  await closePool();
  await server.stop();
  fs.rmSync(folder, { recursive: true });
});

/** Postgres ends at once, as in a crash, and recovers from its log when it starts again. */
async function crash(): Promise<void> {
  process.kill(server.pid, "SIGQUIT");
  await until(async () => !isAlive(server.pid), "the server is gone");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function restart(): Promise<void> {
  server = await openPostgres(folder, { port: server.port });
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 30_000; !(await holds()); await sleep(20))
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
}

async function healthCode(): Promise<number> {
  const request = new Request("http://localhost/api/v1/health");
  return (await health(request, { params: Promise.resolve({}) })).status;
}

const landed = () =>
  untilReachable(
    () => query<{ id: string; text: string }>`SELECT id, text FROM turn WHERE origin = 'model' ORDER BY id`,
  );

it("goes on, worker and web, when Postgres crashes and comes back in the middle of a run", async () => {
  const upstream = await startCountingUpstream();
  const { id } = await makeModel({ baseUrl: upstream.baseUrl, contextWindow: 1_000_000 });
  const stopRules = { contextTokens: 100_000, maxRounds: 3, endPhrases: [], repetition: null };
  const budget = { unit: "tokens" as const, amount: 1e12 };
  const run = await makeRun({ simulatorId: id, assistantId: id, dialogues: 5_000, concurrency: 10, stopRules, budget });

  const watched = new Map<string, LiveDialogue>();
  let words = 0;
  hub.subscribe({ runId: run.id, detail: "full" }, (frame) => {
    if (frame.type === "delta") words++;
    const live = applyLiveFrame(watched.get(frame.id), frame);
    if (live) watched.set(frame.id, live);
  });
  worker = await startWorkerProcess();

  for (let i = 0; i < restarts; i++) {
    const before = words;
    await until(async () => words > before + 20, "a watcher sees words");
    const acknowledged = await landed();
    await crash();
    expect(await healthCode()).toBe(503);
    await sleep(i * 150); // gone for a moment, or long enough that everybody has noticed
    await restart();
    await until(async () => (await healthCode()) === 200, "the web is well again");
    const kept = new Map((await landed()).map((turn) => [turn.id, turn.text]));
    for (const turn of acknowledged) expect(kept.get(turn.id)).toBe(turn.text);
    await until(async () => (await landed()).length > kept.size, "the worker writes on");
  }

  await query`UPDATE run SET status = 'paused' WHERE id = ${run.id}`;
  const busy = async () => (await query`SELECT FROM dialogue WHERE status = 'running'`).length > 0;
  await until(async () => !(await busy()), "turns in flight have landed");
  expect(await worker.end("SIGTERM")).toBe(0);
  worker = undefined;

  expect(await engineViolations({ quiet: true })).toEqual([]);
  expect(await query`SELECT id, status_detail FROM dialogue WHERE status = 'parked'`).toEqual([]);
  const turns = await landed();
  expect(new Set(turns.map(({ text }) => text)).size).toBe(turns.length);
  const sent = new Map(upstream.calls.map((call) => [call.text, call]));
  for (const { text } of turns) expect(sent.get(text)).toMatchObject({ whole: true });

  // What a watcher holds is what is stored, though the live log was emptied under it.
  const heads = await query<{ id: string; headId: string }>`
    SELECT id, head_id AS "headId" FROM dialogue WHERE head_id IS NOT NULL ORDER BY id DESC LIMIT 100`;
  for (const { id: dialogueId, headId } of heads)
    await until(async () => watched.get(dialogueId)?.dialogue.headId === headId, "a watcher has caught up");
  await upstream.close();
  process.stdout.write(`${JSON.stringify({ restarts, turns: turns.length, calls: upstream.calls.length, words })}\n`);
}, 120_000);
