import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { startWorkerProcess, type WorkerProcess } from "@/lib/testing/worker-process";

withDatabase();

let worker: WorkerProcess | undefined;
afterAll(() => worker?.end("SIGKILL"));

it("lets the studio's own models talk, offline and without a key", async () => {
  worker = await startWorkerProcess({ REALCHAT_EMBEDDED_TOKENS_PER_SECOND: "0", OPENAI_MODEL: "" });
  const models = await prisma.model.findMany({ where: { kind: "embedded" } });
  const side = (name: string) => must(models.find(({ trainedOn }) => trainedOn === name)?.id, name);
  const run = await makeRun({ simulatorId: side("user"), assistantId: side("assistant"), dialogues: 20 });
  const isDone = () => prisma.run.findFirst({ where: { id: run.id, status: "done" } });
  for (let i = 0; i < 300 && !(await isDone()); i++) await sleep(100);
  expect(await worker.end("SIGTERM")).toBe(0);
  worker = undefined;
  expect(await engineViolations({ quiet: true })).toEqual([]);
  const dialogues = await prisma.dialogue.findMany({ where: { runId: run.id } });
  expect(dialogues.map(({ status }) => status)).toEqual(Array(20).fill("ended"));
  expect(dialogues.filter(({ rounds }) => rounds > 0).length).toBeGreaterThan(15);
}, 60_000);
