import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { log } from "@/lib/base/log";
import { createLiveWriter } from "@/lib/bus/live-writer";
import type { Claim } from "@/lib/data/engine/claim";
import { claimDialogues } from "@/lib/data/engine/claim-dialogues";
import { beat, reapLost, renewLeases, sweepLiveText } from "@/lib/data/engine/leases";
import { completeRuns } from "@/lib/data/engine/leave-dialogue";
import { readLiveNews } from "@/lib/data/live";
import { findModel } from "@/lib/data/models";
import { prisma } from "@/lib/data/prisma";
import { untilReachable } from "@/lib/data/until-reachable";
import { type ChatModel, ModelFault } from "@/lib/domain/chat-model";
import type { Model } from "@/lib/domain/model";
import { makeModel, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { Life, makePoolMortal } from "@/lib/testing/mortal-pool";
import { query } from "@/lib/testing/query";
import { runDialogue } from "./run-dialogue";
import type { WorkerContext } from "./worker-context";

withDatabase();

let entry: Model;
const ends = { deaths: 0, sleeps: 0 };
afterAll(() => process.stdout.write(`${JSON.stringify(ends)}\n`));
beforeAll(async () => {
  log.level = "silent";
  const { id } = await makeModel({ contextWindow: 1_000_000 });
  entry = must(await findModel(id), "model");
  makePoolMortal();
});

/** What happens to the first worker, besides its end: every way out of a dialogue has statements of its own. */
const stories = {
  "talks to the end": {},
  "has nothing more to ask": { rounds: 2, third: () => "" },
  "loses a call and tries again": { second: () => new ModelFault("network", "The line broke.") },
  "meets a fault for a person": { second: () => new ModelFault("content_filter", "Withheld.") },
  "is told to stop": { stopsAfter: 1 },
  "loses its model": { goneAfter: 1 },
} satisfies Record<string, Story>;

type Said = string | ModelFault;
type Story = { rounds?: number; second?: () => Said; third?: () => Said; stopsAfter?: number; goneAfter?: number };
let replies = 0;

/** A worker's context whose calls are counted, so that a story can turn at one. */
function stageOf({ second, third, stopsAfter = Infinity, goneAfter = Infinity }: Story): WorkerContext {
  let calls = 0;
  const chat: ChatModel = {
    async *stream() {
      calls++;
      const said = (calls === 2 && second?.()) || (calls === 3 && third ? third() : `Reply ${++replies}`);
      if (said instanceof ModelFault) throw said;
      for (const text of said.split(/(?= )/)) {
        if (text !== "") yield { type: "text", text };
        await sleep(2); // long enough for its words to be on their way to watchers
      }
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 20, completionTokens: 5 } };
    },
  };
  const models = async () => {
    if (calls >= goneAfter) throw new Error("The model is gone.");
    return { entry, chat };
  };
  const live = createLiveWriter({ intervalMs: 0 });
  return { live, models, loadTokenCounter: async () => (text) => text.length, isStopping: () => calls >= stopsAfter };
}

/** What the worker's loop does, without its clocks: a step that fails is tried again. */
async function work(workerId: string, story: Story, first?: Claim[]): Promise<void> {
  const context = stageOf(story);
  const claim = () => untilReachable(() => claimDialogues(workerId, 10));
  await untilReachable(() => beat(workerId, { running: 0, capacity: 10 }));
  await untilReachable(reapLost);
  await untilReachable(sweepLiveText);
  await untilReachable(() => completeRuns());
  for (let claims = first ?? (await claim()); claims.length > 0; ) {
    const mine = claims;
    await untilReachable(() => renewLeases(workerId, mine));
    await Promise.all(mine.map((one) => runDialogue(one, context, new AbortController().signal)));
    claims = context.isStopping() ? [] : await claim();
  }
  await context.live.close();
}

async function launch({ rounds: maxRounds = 1 }: Story): Promise<string> {
  const stopRules = { contextTokens: 100_000, maxRounds, endPhrases: [], repetition: null };
  const budget = { unit: "tokens" as const, amount: 1e9 };
  const models = { simulatorId: entry.id, assistantId: entry.id };
  return (await makeRun({ ...models, dialogues: 1, concurrency: 2, stopRules, budget })).id;
}

/** Time passes: leases run out, a worker that was silent counts as gone, what waited is due. */
async function letTimePass(runId: string, workerId: string): Promise<void> {
  await query`UPDATE worker SET seen_at = now() - interval '1 hour' WHERE id = ${workerId}`;
  await query`UPDATE dialogue SET due_at = now(), lease_until = lease_until - interval '1 hour' WHERE run_id = ${runId}`;
}

/** The heir brings the run to its end, however often what was lost has to be tried again. */
async function finish(runId: string): Promise<void> {
  // A statement that was on its way when the worker fell may still take effect a moment later, so both are asked.
  const atWork = { runId, status: { in: ["queued", "running"] } };
  const isOpen = async () =>
    (await prisma.run.count({ where: { id: runId, status: "running" } })) +
      (await prisma.dialogue.count({ where: atWork })) >
    0;
  for (let i = 0; i < 5 && (await isOpen()); i++) {
    await letTimePass(runId, "nobody");
    await work("heir", {});
  }
  expect(await isOpen()).toBe(false);
}

it.each(Object.entries(stories))(
  "a worker that %s may die at any boundary",
  async (_, story: Story) => {
    let deaths = 0;
    for (; ; deaths++) {
      const runId = await launch(story);
      const worker = `dead-${deaths}`;
      const life = new Life(deaths + 1);
      if ((await life.live(() => work(worker, story))) === "done") break;
      await life.cutConnections();
      life.bury();
      await letTimePass(runId, worker);
      await finish(runId);
    }
    ends.deaths += deaths;
    expect(deaths).toBeGreaterThan(20);
    expect(await engineViolations({ quiet: true })).toEqual([]);
  },
  120_000,
);

it.each(Object.entries(stories))(
  "a worker that %s may sleep at any boundary and wake when another has its work",
  async (_, story: Story) => {
    let statement = 1;
    for (; ; statement++) {
      const runId = await launch(story);
      const worker = `zombie-${statement}`;
      const life = new Life(statement);
      const end = await life.live(() => work(worker, story));
      if (end === "done") break;
      await life.cutConnections();
      await letTimePass(runId, worker);
      await reapLost();
      const claims = await claimDialogues("heir", 10);
      const before = await stateOf(runId);
      const shown: string[] = []; // judged afterwards: an error in here would only be one more that the zombie meets
      life.onZombieStatement = async () => void shown.push(...(await wordsShown(runId)));
      await life.wake();
      expect(shown, `shown to watchers after a sleep before statement ${statement}`).toEqual([]);
      expect(await stateOf(runId), `after a sleep before statement ${statement}`).toEqual(before);
      if (claims.length > 0) await work("heir", {}, claims);
      await finish(runId);
    }
    ends.sleeps += statement - 1;
    expect(statement).toBeGreaterThan(20);
    expect(await engineViolations({ quiet: true })).toEqual([]);
  },
  120_000,
);

/** All that a zombie must leave as it is: what a dialogue says, whose it is, and which calls are made for it. */
async function stateOf(runId: string): Promise<unknown> {
  const dialogues = await query`
    SELECT id, status, head_id, fence, lease_worker, lease_until, hold_requested, turns_allowed, end_reason, status_detail,
      failures, due_at, rounds, context_tokens, flags, opening, next_note FROM dialogue WHERE run_id = ${runId} ORDER BY id`;
  const calls = await query`SELECT id, worker_id FROM attempt WHERE run_id = ${runId} ORDER BY id`;
  const runs = await query`SELECT next_number FROM run WHERE id = ${runId}`;
  return { dialogues, calls, runs };
}

async function wordsShown(runId: string): Promise<string[]> {
  const dialogues = await query<{ id: string }>`SELECT id FROM dialogue WHERE run_id = ${runId}`;
  const marks = dialogues.map(({ id }) => ({ id, version: -1, turnsAfter: -1, deltaId: 0 }));
  return (await readLiveNews(marks)).flatMap(({ deltas }) => deltas.map(({ text }) => text));
}
