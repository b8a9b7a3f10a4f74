import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { createLiveWriter } from "@/lib/bus/live-writer";
import { findSpentLimit, noteSpending, readBudget } from "@/lib/data/budgets";
import { listJobLines } from "@/lib/data/jobs/jobs";
import { findModel } from "@/lib/data/models";
import { prisma } from "@/lib/data/prisma";
import { inProject } from "@/lib/data/project-at-work";
import type { ChatModel } from "@/lib/domain/chat-model";
import type { JobStatus } from "@/lib/domain/job";
import type { BudgetLimits } from "@/lib/domain/project-budget";
import { readEvaluation } from "@/lib/operations/judging/read-evaluation";
import { createProbe } from "@/lib/operations/probes";
import { makeModel, makeRun, makeSeedSet, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { engineViolations } from "@/lib/testing/engine-oracle";
import { makeModelEvaluation } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { startWorkerLoop, type WorkerLoop } from "./worker-loop";

vi.setConfig({ testTimeout: 60_000 });
withDatabase();

let loop: WorkerLoop | undefined;
afterEach(async () => {
  await loop?.stop();
  loop = undefined;
  expect(await engineViolations({ quiet: true })).toEqual([]);
});

const none: BudgetLimits = { money: null, monthlyMoney: null, tokens: null, monthlyTokens: null };
/** What each call takes: 20 tokens read and 5 written, at prices of 1 million and 2 million a million. */
const [tokens, money] = [25, 30];

/** Answers at once, and counts its calls; with `gate` each call waits for it first. */
function answering(gate?: Promise<void>) {
  const seen = { calls: 0 };
  const chat: ChatModel = {
    async *stream() {
      seen.calls += 1;
      const text = `Call ${seen.calls} of them`;
      await gate;
      yield { type: "text", text };
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 20, completionTokens: 5 } };
    },
  };
  return { chat, seen };
}

async function work(chat: ChatModel, capacity = 50) {
  const models = async (id: string) => ({ entry: must(await findModel(id), "model"), chat });
  const context = { live: createLiveWriter(), models, loadTokenCounter: async () => (text: string) => text.length };
  loop = await startWorkerLoop({ workerId: newId("request"), capacity, context });
}

async function makeProject(limits: Partial<BudgetLimits> = {}) {
  const id = newId("project");
  await prisma.project.create({ data: { id, name: id, slug: id.replace("_", "-") } });
  await inProject(id, () => prisma.duplicateSetting.create({ data: {} }));
  await limit(id, limits);
  return { id, inside: <T>(what: () => Promise<T>) => inProject(id, what) };
}
type Project = Awaited<ReturnType<typeof makeProject>>;

async function limit(projectId: string, limits: Partial<BudgetLimits>): Promise<void> {
  const owner = await makeUser({ name: "Olga" });
  await prisma.user.update({ where: { id: owner.id }, data: { isOwner: true } });
  const body = { ...none, ...limits };
  const answer = await callRoute("updateBudget", { token: await giveToken(owner.id), params: { projectId }, body });
  expect(answer.status).toBe(200);
}

function launch({ inside }: Project, dialogues: number, concurrency = 3) {
  return inside(async () => {
    const set = await makeSeedSet([{ question: "Why is the sky blue?" }]);
    const model = await makeModel({ contextWindow: 1_000_000 });
    await prisma.model.update({ where: { id: model.id }, data: { inputPrice: 1_000_000, outputPrice: 2_000_000 } });
    const stopRules = { contextTokens: 100_000, maxRounds: 2, endPhrases: [], repetition: null };
    const sides = { simulatorId: model.id, assistantId: model.id };
    return makeRun({ dialogues, concurrency, seedSetId: set.id, stopRules, ...sides });
  });
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end; await sleep(10)) if (await what()) return;
  throw new Error("It did not happen in time");
}

const hasStatus =
  ({ inside }: Project, { id }: { id: string }, status: string) =>
  () =>
    inside(async () => (await prisma.run.findUniqueOrThrow({ where: { id } })).status === status);
/** Every dialogue that was begun waits, and nothing is under way. */
const waits = ({ inside }: Project) =>
  inside(async () => {
    const [row] = await query<{ waits: boolean }>`
      SELECT bool_and(status IN ('queued', 'ended')) AND bool_or(status = 'queued') AS waits FROM dialogue`;
    return row?.waits === true && (await findSpentLimit()) !== null;
  });
const openCalls = ({ inside }: Project) => inside(() => prisma.attempt.count({ where: { outcome: "open" } }));
/** A few looks of a worker later. */
const afterLooks = () => sleep(2_500);

describe("a project whose budget is used up", () => {
  it("begins no call, keeps what was under way, touches no other project, and goes on by itself when it is raised", async () => {
    const model = answering();
    const [poor, rich] = [await makeProject({ tokens: 4 * tokens }), await makeProject()];
    const runs = [await launch(poor, 20), await launch(rich, 20)] as const;
    await work(model.chat);
    await until(hasStatus(rich, runs[1], "done"));

    await until(() => waits(poor));
    const before = await poor.inside(readBudget);
    // Those under way when it was used up, and no more: three at a time.
    expect(before.spent.tokens).toBeGreaterThanOrEqual(4 * tokens);
    expect(before.spent.tokens).toBeLessThanOrEqual((4 + 2) * tokens);
    expect(before).toMatchObject({ spentLimit: "tokens", spent: { money: (before.spent.tokens / tokens) * money } });
    await afterLooks();
    expect([await poor.inside(readBudget), await openCalls(poor)]).toEqual([before, 0]);
    expect(await poor.inside(() => prisma.turn.count({ where: { origin: "model" } }))).toBe(
      before.spent.tokens / tokens,
    );

    await limit(poor.id, { tokens: 1_000_000 });
    await until(hasStatus(poor, runs[0], "done"));
    expect(await poor.inside(() => prisma.dialogue.count({ where: { status: "ended" } }))).toBe(20);
    // Each call once: three a dialogue.
    expect((await poor.inside(readBudget)).spent).toMatchObject({ tokens: 60 * tokens, money: 60 * money });
    expect(model.seen.calls).toBe(120);
  });

  it("overshoots by the calls that are under way, whatever their number, and by no other", async () => {
    let open = () => {};
    const model = answering(new Promise<void>((resolve) => (open = resolve)));
    const project = await makeProject({ money: 1 });
    await launch(project, 30, 12);
    await work(model.chat);
    await until(async () => model.seen.calls === 12);
    open();
    await until(() => waits(project));
    await afterLooks();
    expect(model.seen.calls).toBe(12);
    expect((await project.inside(readBudget)).spent.money).toBe(12 * money);
  });

  it("counts by month, in UTC, beside what was paid in all", async () => {
    const project = await makeProject({ monthlyMoney: 100, money: 250 });
    await project.inside(async () => {
      await noteSpending(120, 7);
      expect(await findSpentLimit()).toBe("monthlyMoney");
      await query`UPDATE spending SET month = month - interval '1 month'`;
      expect(await findSpentLimit()).toBeNull();
      await noteSpending(90, 2);
      expect(await readBudget()).toMatchObject({
        spent: { money: 210, monthlyMoney: 90, tokens: 9, monthlyTokens: 2 },
        spentLimit: null,
      });
      await query`UPDATE spending SET money = money + 80 WHERE month = date_trunc('month', now() AT TIME ZONE 'UTC')::date - interval '1 month'`;
      expect(await findSpentLimit()).toBe("money");
    });
  });

  it("tests no connection, and says why; a limit of nothing lets nothing begin", async () => {
    const project = await makeProject({ tokens: 0 });
    await project.inside(async () => {
      const lead = await makeViewer("Lea", ["lead"]);
      const model = await makeModel();
      await expect(createProbe(lead, model.id)).rejects.toThrow(
        /budget of tokens is used up. Models can be asked again/,
      );
      expect(await prisma.job.count()).toBe(0);
    });
  });
});

describe("jobs that call models", () => {
  it("wait for the budget with a line in their log, keep what they wrote, and go on by themselves", async () => {
    const model = answering();
    const project = await makeProject({ tokens: 5 * tokens });
    const [lead, evaluationId] = await project.inside(async () => {
      const viewer = await makeViewer("Lea", ["lead"]);
      return [viewer, await makeModelEvaluation(viewer, 5)] as const;
    });
    await work(model.chat);
    // One for each of the two candidates: a quick one may be done before the budget is used up.
    const jobs = () => project.inside(() => prisma.job.findMany({ where: { kind: "answers" } }));
    const isAt = async (status: JobStatus) => (await jobs()).some((job) => job.status === status);
    await until(async () => model.seen.calls > 0 && (await isAt("waiting")) && !(await isAt("running")));
    const lines = await project.inside(async () => Promise.all((await jobs()).map(({ id }) => listJobLines(id))));
    expect(lines.flat().map(({ text }) => text)).toContain(
      "The project's budget of tokens is used up. It goes on by itself when an owner of the server raises it.",
    );
    await afterLooks();
    const asked = model.seen.calls;
    expect(asked).toBeGreaterThanOrEqual(5);
    expect(asked).toBeLessThanOrEqual(4 + 2 * 4);
    expect((await project.inside(readBudget)).spent.tokens).toBe(asked * tokens);

    await limit(project.id, {});
    await until(
      async () => (await project.inside(() => readEvaluation(lead, evaluationId))).evaluation.progress.ready === 5,
    );
    // Two candidates, five questions of two turns: nothing was asked twice.
    expect(model.seen.calls).toBe(2 * 5 * 2);
  });
});

describe("the budget", () => {
  it("is set by owners of the server alone, and seen by everybody in the project", async () => {
    const project = await makeProject({ monthlyTokens: 9 });
    const { id } = await project.inside(() => makeUser({ roles: ["lead"] }));
    const token = await giveToken(id);
    const seen = await callRoute("getBudget", { token, params: { project: project.id } });
    expect(await seen.json()).toMatchObject({ limits: { ...none, monthlyTokens: 9 }, spentLimit: null });
    const set = (body: object, projectId = project.id) =>
      callRoute("updateBudget", { token, params: { projectId }, body });
    expect((await set(none)).status).toBe(403);
    await prisma.user.update({ where: { id }, data: { isOwner: true } });
    expect((await set({ ...none, money: -1 })).status).toBe(422);
    expect((await set(none, "prj_that_never_was")).status).toBe(404);
    expect(await (await set({ ...none, money: 3 })).json()).toMatchObject({ limits: { ...none, money: 3 } });
    const listed = await (await callRoute("listBudgets", { token })).json();
    expect(listed.items).toContainEqual(expect.objectContaining({ projectId: project.id }));
    const lines = await (await callRoute("listAuditLines", { token })).json();
    expect(lines.items[0]).toMatchObject({ kind: "budget_set", projectId: project.id });
  });
});
