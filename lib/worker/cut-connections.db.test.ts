import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { prisma } from "@/lib/data/prisma";
import { makeModel, makeRun } from "@/lib/testing/builders";
import { startCountingUpstream } from "@/lib/testing/counting-upstream";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { queryAsOwner } from "@/lib/testing/query";
import { startWorkerProcess, type WorkerProcess } from "@/lib/testing/worker-process";

withDatabase();

let worker: WorkerProcess | undefined;
afterAll(() => worker?.end("SIGKILL"));

it("goes on when its database connections are cut, in the middle of whatever it does", async () => {
  const upstream = await startCountingUpstream();
  const { id } = await makeModel({ baseUrl: upstream.baseUrl, contextWindow: 1_000_000 });
  const stopRules = { contextTokens: 100_000, maxRounds: 3, endPhrases: [], repetition: null };
  const run = await makeRun({ simulatorId: id, assistantId: id, dialogues: 400, concurrency: 10, stopRules });
  worker = await startWorkerProcess();

  let cuts = 0;
  for (let i = 0; i < 60; i++) {
    await sleep(50 + Math.random() * 100);
    const cut = await queryAsOwner`
      SELECT pg_terminate_backend(pid) FROM (
        SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'realchat-%' AND pid <> pg_backend_pid()
          AND datname = current_database() AND application_name <> 'realchat-web' ORDER BY random() LIMIT 3
      ) victim`;
    cuts += cut.length;
  }
  await prisma.run.update({ where: { id: run.id }, data: { status: "paused" } });
  await sleep(1_500);
  expect(await worker.end("SIGTERM")).toBe(0);
  worker = undefined;

  expect(cuts).toBeGreaterThan(60);
  expect(await engineViolations({ quiet: true })).toEqual([]);
  const turns = await prisma.turn.findMany({ where: { origin: "model" } });
  expect(new Set(turns.map(({ text }) => text)).size).toBe(turns.length);
  expect(turns.length).toBeGreaterThan(50);
  const parked = await prisma.dialogue.count({ where: { status: "parked" } });
  expect(parked).toBe(0);
  await upstream.close();
  process.stdout.write(`${JSON.stringify({ cuts, turns: turns.length, calls: upstream.calls.length })}\n`);
}, 60_000);
