import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { must } from "@/lib/base/assert";
import { reapJobs } from "@/lib/data/jobs/job-course";
import { listComparisons } from "@/lib/data/judging/comparisons";
import { listPromptSets } from "@/lib/data/judging/prompt-sets";
import { type ChatModel, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { type EvaluationSpec, evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import { loadTokenCounter } from "@/lib/models/tokens";
import { computeResults } from "@/lib/operations/judging/compute-results";
import { createEvaluation } from "@/lib/operations/judging/create-evaluation";
import { importAnswers } from "@/lib/operations/judging/import-answers";
import { createJudgeRun, readJudgeRuns, steerJudgeRun } from "@/lib/operations/judging/judge-runs";
import { launchEvaluation } from "@/lib/operations/judging/launch-evaluation";
import { previewJudgeRun } from "@/lib/operations/judging/preview-judge-run";
import { readComparison } from "@/lib/operations/judging/read-comparison";
import { makeModel } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { startJobRunner, takeUpAsZombie } from "@/lib/testing/job-runner";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import type { JobRunner } from "../job-runner";
import { registerJudging } from "../run-worker";

vi.setConfig({ testTimeout: 30_000 });
withDatabase();

let runners: JobRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  runners = [];
});

type Says = (prompt: { system: string; user: string }) => string | ModelFault;

function judging(says: Says, pauseMs = 0) {
  const requests: ModelRequest[] = [];
  const chat: ChatModel = {
    async *stream(request, signal) {
      requests.push(request);
      const messages = request.prompt.kind === "chat" ? request.prompt.messages : [];
      await sleep(pauseMs, undefined, { signal }).catch(() => {
        throw new ModelFault("cancelled", "The call was cancelled.");
      });
      const said = says({ system: messages[0]?.content ?? "", user: messages[1]?.content ?? "" });
      if (said instanceof ModelFault) throw said;
      yield { type: "text", text: said };
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 100, completionTokens: 20 } };
    },
  };
  return { chat, requests };
}

function work(chat: ChatModel, workerId = "w1") {
  const runner = startJobRunner(chat, workerId);
  runners.push(runner);
  return runner;
}

/** The better answer by what it says: "The first to question …" over "The other to …". */
const sound: Says = ({ user }) =>
  user.indexOf("The first to") < user.indexOf("The other to") ? "Fine. [[A]]" : "Fine. [[B]]";

async function order(mode: "single" | "pair", prompts = 3) {
  await registerJudging();
  const { lead, evaluationId, candidates } = await makeEvaluation({ prompts });
  const model = await makeModel({ name: "Judge" });
  const [set] = (await listPromptSets({ limit: 2 })).items;
  return {
    lead,
    evaluationId,
    candidates,
    wanted: { modelId: model.id, promptSetId: must(set, "own prompts").id, mode },
  };
}

/** Two files of dialogues on the same three openings, launched: the first one's person is tired, the other's awake. */
async function makeDialogueEvaluation(spec: Partial<EvaluationSpec>) {
  const lead = await makeViewer("Lea", ["lead"]);
  const { evaluation, candidates } = await createEvaluation(lead, {
    name: "Dialogues",
    spec: evaluationSpecSchema.parse({ kind: "dialogues", repeatRate: 0, ...spec }),
    items: { kind: "dialogues", most: 10 },
    candidates: ["One", "Other"].map((name) => ({ name, source: { kind: "file", fileName: "" } })),
  });
  const evaluationId = evaluation.id;
  for (const [i, says] of ["So tired", "Wide awake"].entries()) {
    const records = ["A?", "B?", "C?"].map((opening) => ({
      conversations: [opening, says, "More?", says].map((value, at) => ({ from: at % 2 ? "gpt" : "human", value })),
    }));
    const candidateId = must(candidates[i], "candidate").id;
    await importAnswers(lead, { evaluationId, candidateId, fileName: "d.json" }, JSON.stringify(records));
  }
  await launchEvaluation(lead, evaluationId);
  return { lead, evaluationId, candidates };
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await sleep(10)) if (await what()) return;
  throw new Error("It did not happen in time");
}

describe("a model judge of pairs", () => {
  it("reads each pair in both orders, and agrees with people who see it likewise", async () => {
    const { lead, evaluationId, candidates, wanted } = await order("pair");
    const preview = await previewJudgeRun(lead, evaluationId, wanted);
    expect(preview).toMatchObject({ calls: 6, notReady: 0, warnings: [] });
    const pass = await createJudgeRun(lead, evaluationId, wanted);
    const { chat, requests } = judging(sound);
    work(chat);
    const status = async () => (await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0]?.status;
    await until(async () => (await status()) === "done");
    expect(requests).toHaveLength(6);
    expect(requests.every(({ temperature }) => temperature === 0)).toBe(true);
    const countTokens = await loadTokenCounter();
    const sent = requests.flatMap(({ prompt }) => (prompt.kind === "chat" ? prompt.messages : []));
    const took = sent.reduce((sum, { content }) => sum + countTokens(content), 0);
    // Codes drawn anew for each call are some tokens longer or shorter.
    expect(preview.inputTokens / took).toBeCloseTo(1, 1);
    await query`UPDATE judgment SET completion_tokens = 2000000000 WHERE judge_run_id = ${pass.id}`;
    expect((await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0]?.outputTokens).toBe(12_000_000_000);

    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, (left) => (left.includes("first") ? "left" : "right")));
    const results = await computeResults(evaluationId, { source: pass.id });
    expect(results.n).toEqual({ votes: 3, items: 3, raters: 1 });
    expect(results.winRates[0]).toMatchObject({ candidateId: candidates[0]?.id, won: 3 });
    expect(results.positions.find(({ source }) => source === pass.id)?.consistent).toMatchObject({ value: 1, n: 3 });
    const agreed = results.agreement.votes.find(({ kind }) => kind === "judge_people");
    expect(agreed?.s1).toMatchObject({ ok: true, value: 1, n: 3 });
  });

  it("reads whole dialogues by what raters are asked, and agrees with people who see it likewise", async () => {
    await registerJudging();
    const { lead, evaluationId, candidates } = await makeDialogueEvaluation({ instructions: "Who sounds tired?" });
    const { items: sets } = await listPromptSets({ limit: 2 });
    const promptSetId = must(sets.find(({ prompts }) => prompts[0]?.turns === 0)?.id, "prompts for dialogues");
    const wanted = { modelId: (await makeModel({ name: "Judge" })).id, promptSetId, mode: "pair" as const };
    expect(await previewJudgeRun(lead, evaluationId, wanted)).toMatchObject({ calls: 6, warnings: [] });
    const pass = await createJudgeRun(lead, evaluationId, wanted);
    const { chat, requests } = judging(({ user }) =>
      user.indexOf("So tired") < user.indexOf("Wide awake") ? "Hm. [[A]]" : "Hm. [[B]]",
    );
    work(chat);
    await until(async () => (await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0]?.status === "done");
    const [{ prompt } = { prompt: null }] = requests;
    expect(JSON.stringify(prompt)).toMatch(/Who sounds tired\?.*Person \(1\):.*Person \(2\):/);

    const rater = await makeViewer("Eva", ["evaluator"]);
    while (await voteOnNext(rater, evaluationId, (left) => (left.includes("So tired") ? "left" : "right")));
    const results = await computeResults(evaluationId, { source: pass.id });
    expect(results.winRates[0]).toMatchObject({ candidateId: candidates[0]?.id, won: 3 });
    expect(results.agreement.votes.find(({ kind }) => kind === "judge_people")?.s1).toMatchObject({ value: 1, n: 3 });
    const [{ id } = { id: "" }] = (await listComparisons(evaluationId, { limit: 1 })).items;
    const { judgments } = await readComparison(lead, id);
    expect(judgments.map(({ turn, game }) => [turn, game])).toEqual([
      [null, 1],
      [null, 2],
    ]);
  });

  it("that always takes what stands first decides nothing, and is shown as such", async () => {
    const { lead, evaluationId, wanted } = await order("pair");
    const pass = await createJudgeRun(lead, evaluationId, wanted);
    work(judging(() => "The first one. [[A]]").chat);
    await until(async () => (await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0]?.status === "done");
    const results = await computeResults(evaluationId, { source: pass.id });
    expect(results.winRates[0]).toMatchObject({ won: 0, tied: 3, lost: 0 });
    const position = results.positions.find(({ source }) => source === pass.id);
    expect(position).toMatchObject({ consistent: { value: 0 }, leftShare: { value: 1 } });
  });

  it("that answers in prose, or is refused, is counted apart and can be asked again", async () => {
    const { lead, evaluationId, wanted } = await order("pair", 2);
    const pass = await createJudgeRun(lead, evaluationId, wanted);
    let isRefused = true;
    const says: Says = ({ user }) => {
      if (user.includes("Question 0?")) return "Both have their merits, I could not say.";
      return isRefused ? new ModelFault("unauthorized", "The key was refused.") : "Well. [[C]]";
    };
    work(judging(says).chat);
    const now = async () => must((await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0], "the pass");
    await until(async () => (await now()).status === "done");
    expect(await now()).toMatchObject({ ready: 2, unreadable: 2, failed: 2, waiting: 0 });
    const before = await computeResults(evaluationId, { source: pass.id });
    expect(before.leftOut.map(({ count }) => count)).toEqual([2, 2]);
    expect(before.ratings).toMatchObject({ ok: false, reason: "No votes yet." });
    isRefused = false;
    await steerJudgeRun(lead, pass.id, "retry");
    await until(async () => (await now()).status === "done");
    expect(await now()).toMatchObject({ ready: 4, failed: 0 });
  });
});

describe("a model judge of single answers", () => {
  it("gives a table of scores, in which what is not readable has no part", async () => {
    const { lead, evaluationId, candidates, wanted } = await order("single");
    const pass = await createJudgeRun(lead, evaluationId, wanted);
    work(
      judging(({ user }) =>
        user.includes("The first to") ? "Good: [[8]]" : user.includes("question 0") ? "Hm." : "[[5.5]]",
      ).chat,
    );
    await until(async () => (await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0]?.status === "done");
    const results = await computeResults(evaluationId, { source: pass.id });
    expect(results.scores[0]?.rows).toMatchObject([
      { candidateId: candidates[0]?.id, mean: { value: 8, n: 3 }, unreadable: 0 },
      { candidateId: candidates[1]?.id, mean: { value: 5.5, n: 2 }, unreadable: 1 },
    ]);
    expect(results.n.votes).toBe(2);
  });
});

describe("the calls of a pass", () => {
  it("wait while it is paused, survive a worker that dies, and are made once each", async () => {
    const { lead, evaluationId, wanted } = await order("pair", 4);
    const pass = await createJudgeRun(lead, evaluationId, wanted);
    const dead = judging(() => "[[B]]", 1_500);
    const zombie = await takeUpAsZombie("judgments", dead.chat);
    await until(async () => dead.requests.length === 4);
    await query`UPDATE job SET lease_until = now() - interval '1 second' WHERE status = 'running'`;
    await reapJobs();
    await steerJudgeRun(lead, pass.id, "pause");
    const living = judging(sound);
    work(living.chat, "living");
    await sleep(50);
    expect(living.requests).toHaveLength(0);
    await steerJudgeRun(lead, pass.id, "resume");
    await until(async () => (await readJudgeRuns(lead, evaluationId, { limit: 50 })).items[0]?.status === "done");
    await zombie.through; // what it was told changes nothing
    const verdicts = await query<{ text: string }>`SELECT DISTINCT text FROM judgment WHERE judge_run_id = ${pass.id}`;
    expect(verdicts.every(({ text }) => text.startsWith("Fine."))).toBe(true);
    expect(living.requests).toHaveLength(8);
  });
});
