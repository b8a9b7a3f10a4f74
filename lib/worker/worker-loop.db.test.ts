import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { must } from "@/lib/base/assert";
import { createLiveWriter } from "@/lib/bus/live-writer";
import { findModel } from "@/lib/data/models";
import { prisma } from "@/lib/data/prisma";
import { type ChatModel, ModelFault } from "@/lib/domain/chat-model";
import type { RunSpec } from "@/lib/domain/run";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createProbe, readProbe } from "@/lib/operations/probes";
import { makeModel, makeRun, makeSeedSet, makeUser } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { makeViewer } from "@/lib/testing/review";
import { createModelShelf } from "./model-shelf";
import { startWorkerLoop, type WorkerLoop } from "./worker-loop";

vi.setConfig({ testTimeout: 60_000 });
withDatabase();

let loop: WorkerLoop | undefined;
afterEach(async () => {
  await loop?.stop();
  loop = undefined;
  await prisma.run.updateMany({ where: { status: "running" }, data: { status: "paused" } });
  expect(await engineViolations({ quiet: true })).toEqual([]);
});

/** Says one word after another, each after `pauseMs`, and counts how it ended. */
function talker({ count = 3, pauseMs = 1, fault }: { count?: number; pauseMs?: number; fault?: ModelFault } = {}) {
  const seen = { calls: 0, words: 0, isCut: false };
  const chat: ChatModel = {
    async *stream(_request, signal) {
      const call = ++seen.calls;
      for (let i = 0; i < count; i++) {
        await sleep(pauseMs, undefined, { signal }).catch(() => {
          seen.isCut = true;
          throw new ModelFault("cancelled", "The call was cancelled.");
        });
        seen.words++;
        yield { type: "text", text: i === 0 ? `Call ${call}` : ` word${call}x${i}` };
      }
      if (fault) throw fault;
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 20, completionTokens: count } };
    },
  };
  return { chat, seen };
}

async function start({ chat }: { chat: ChatModel }, capacity = 50) {
  const models = async (id: string) => ({ entry: must(await findModel(id), "model"), chat });
  const context = { live: createLiveWriter(), models, loadTokenCounter: async () => (text: string) => text.length };
  loop = await startWorkerLoop({ workerId: "loop", capacity, context });
}

async function launch(spec: Partial<RunSpec> = {}) {
  const set = await makeSeedSet([{ question: "Why is the sky blue?" }]);
  const stopRules = { contextTokens: 100_000, maxRounds: 2, endPhrases: [], repetition: null };
  const simulatorId = (await makeModel({ contextWindow: 1_000_000 })).id;
  return makeRun({ dialogues: 1, concurrency: 50, seedSetId: set.id, stopRules, simulatorId, ...spec });
}

async function until<T>(what: () => Promise<T | null | undefined | false>, limitMs = 30_000): Promise<T> {
  for (const end = performance.now() + limitMs; performance.now() < end; await sleep(10)) {
    const found = await what();
    if (found) return found;
  }
  throw new Error("It did not happen in time");
}

const dialogueOf = (run: { id: string }, status: string) => () =>
  prisma.dialogue.findFirst({ where: { runId: run.id, status }, include: { turns: { orderBy: { version: "asc" } } } });
const runWith = (run: { id: string }, status: string) => () => prisma.run.findFirst({ where: { id: run.id, status } });

describe("a worker", () => {
  it("writes every dialogue of a run to its end and the run to done", async () => {
    await start(talker());
    const run = await launch({ dialogues: 40 });
    await until(runWith(run, "done"));
    const rows = await prisma.dialogue.findMany({ where: { runId: run.id }, include: { turns: true } });
    expect(rows).toHaveLength(40);
    for (const row of rows) {
      expect(row).toMatchObject({
        status: "ended",
        endReason: "round_cap",
        rounds: 2,
        opening: "Why is the sky blue?",
      });
      expect(row).toMatchObject({ inputTokens: 60, outputTokens: 9 });
      expect(row.turns.map(({ speaker }) => speaker).sort()).toEqual(["assistant", "assistant", "user", "user"]);
    }
  });

  it("closes the call by the notification, not at the next look, when a person takes the dialogue away", async () => {
    const model = talker({ count: 10_000, pauseMs: 5 });
    await start(model);
    const user = await makeUser();
    const run = await launch();
    const { id } = await until(dialogueOf(run, "running"));
    await until(async () => model.seen.calls > 0 && (await prisma.liveDelta.count({ where: { dialogueId: id } })) > 2);
    await actOnDialogue({ ...user, roles: ["lead"] }, { dialogueId: id, act: { kind: "stop" } });
    const before = model.seen.words;
    await until(async () => model.seen.isCut);
    // By the model's own pace, which a busy machine slows down alike: the next look is up to 200 words away.
    expect(model.seen.words - before).toBeLessThan(60);
    const attempt = await until(() => prisma.attempt.findFirst({ where: { dialogueId: id, outcome: "abandoned" } }));
    expect(attempt.partialText).toMatch(/^Call 1 word1x1/);
    expect(attempt.completionTokens).toBeGreaterThan(0);
    expect(model.seen.calls).toBe(1);
  });

  it("finishes the turn in flight when it is stopped, and hands the dialogue back", async () => {
    await start(talker({ count: 20, pauseMs: 15 }));
    const run = await launch();
    const { id } = await until(dialogueOf(run, "running"));
    await until(() => prisma.attempt.findFirst({ where: { dialogueId: id } }));
    await loop?.stop();
    expect(await dialogueOf(run, "queued")()).toMatchObject({
      leaseWorker: null,
      turns: [{}, { text: expect.stringMatching(/word1x19$/) }],
    });
    expect(await prisma.worker.count()).toBe(0);
  });

  it("lets the turn land when a pause is asked for, then rests", async () => {
    await start(talker({ count: 20, pauseMs: 15 }));
    const user = await makeUser();
    const run = await launch();
    const { id } = await until(dialogueOf(run, "running"));
    await until(() => prisma.attempt.findFirst({ where: { dialogueId: id } }));
    await actOnDialogue({ ...user, roles: ["lead"] }, { dialogueId: id, act: { kind: "pause" } });
    expect(await until(dialogueOf(run, "paused"))).toMatchObject({ turns: [{}, { abandoned: false }] });
    await actOnDialogue({ ...user, roles: ["lead"] }, { dialogueId: id, act: { kind: "resume" } });
    await until(dialogueOf(run, "ended"));
  });

  it("pauses the run when every call would fail the same way, and says why", async () => {
    await start(talker({ count: 0, fault: new ModelFault("unauthorized", "The key was refused.") }));
    const run = await launch({ dialogues: 30, concurrency: 3 });
    expect(await until(runWith(run, "paused"))).toMatchObject({
      statusDetail: expect.stringContaining("The key was refused."),
    });
    await loop?.stop(); // calls that were under way when the first was refused are settled then
    const attempts = await prisma.attempt.findMany({ where: { runId: run.id } });
    expect(attempts.length).toBeLessThanOrEqual(6);
    for (const attempt of attempts)
      expect(attempt).toMatchObject({ outcome: "failed", fault: "unauthorized", promptTokens: 0 });
  });

  it("keeps what had arrived of a broken reply apart from the turns, and tries again later", async () => {
    await start(talker({ fault: new ModelFault("truncated", "The line broke.") }));
    const run = await launch();
    const queued = await until(async () => {
      const row = await dialogueOf(run, "queued")();
      return row && row.failures > 0 && row;
    });
    expect(queued).toMatchObject({
      statusDetail: expect.stringContaining("The line broke."),
      turns: [{ origin: "seed" }],
    });
    const attempt = await prisma.attempt.findFirst({ where: { dialogueId: queued.id } });
    expect(attempt).toMatchObject({ outcome: "failed", fault: "truncated", partialText: "Call 1 word1x1 word1x2" });
  });

  it("ends dialogues by the budget without a token too many", async () => {
    await start(talker());
    const budget = { unit: "tokens" as const, amount: 5_000 };
    const run = await launch({
      dialogues: 500,
      concurrency: 20,
      budget,
      assistantSampling: { maxTokens: 50 },
      simulatorSampling: { maxTokens: 50 },
    });
    const done = await until(runWith(run, "done"));
    expect(done.budgetSpent).toBeLessThanOrEqual(5_000);
    expect(done.nextNumber).toBeLessThan(500);
    expect(done.statusDetail).toMatch(/budget is used up/);
    expect(await prisma.dialogue.count({ where: { runId: run.id, endReason: "budget" } })).toBeGreaterThan(0);
  });

  it("tests connections with the very call that dialogues make", async () => {
    await start(talker({ count: 2 }));
    const lead = await makeViewer("Lea", ["lead"]);
    const probe = await createProbe(lead, (await makeModel()).id);
    const passed = await until(async () => {
      const now = await readProbe(probe.id);
      return now?.status === "passed" && now;
    });
    expect(passed.text).toMatch(/^Call 1 word/);
    await loop?.stop();
    const model = await makeModel({ baseUrl: "http://127.0.0.1:65530/v1" });
    const context = {
      live: createLiveWriter(),
      models: createModelShelf(),
      loadTokenCounter: async () => (text: string) => text.length,
    };
    const refused = await createProbe(lead, model.id);
    loop = await startWorkerLoop({ workerId: "real", capacity: 1, context });
    const failed = await until(async () => {
      const now = await readProbe(refused.id);
      return now?.status === "failed" && now;
    });
    expect(failed.error).toMatch(/\w/);
  });
});
