import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ChatModel, ModelFault, type ModelRequest } from "@/lib/domain/chat-model";
import { claimBallot } from "@/lib/operations/judging/claim-ballot";
import { readEvaluation } from "@/lib/operations/judging/read-evaluation";
import { retryResponses, updateEvaluation } from "@/lib/operations/judging/update-evaluation";
import { withDatabase } from "@/lib/testing/database";
import { startJobRunner, takeUpAsZombie } from "@/lib/testing/job-runner";
import { makeModelEvaluation } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import type { JobRunner } from "../job-runner";

vi.setConfig({ testTimeout: 30_000 });
withDatabase();

let runners: JobRunner[] = [];
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  runners = [];
});

/** Answers "1: <last question>" and so on; `fault` is thrown instead as long as it says so. */
function answering({ pauseMs = 0, fault }: { pauseMs?: number; fault?: () => ModelFault | null } = {}) {
  const requests: ModelRequest[] = [];
  const chat: ChatModel = {
    async *stream(request, signal) {
      requests.push(request);
      const wrong = fault?.();
      if (wrong) throw wrong;
      const messages = request.prompt.kind === "chat" ? request.prompt.messages : [];
      await sleep(pauseMs, undefined, { signal }).catch(() => {
        throw new ModelFault("cancelled", "The call was cancelled.");
      });
      yield { type: "text", text: `Answer to ${messages.at(-1)?.content}` };
      yield { type: "done", finishReason: "stop", usage: { promptTokens: 10, completionTokens: 5 } };
    },
  };
  return { chat, requests };
}

function work(chat: ChatModel, workerId = "w1") {
  const runner = startJobRunner(chat, workerId);
  runners.push(runner);
  return runner;
}

async function launched(questions = 3) {
  const lead = await makeViewer("Lea", ["lead"]);
  return { lead, evaluationId: await makeModelEvaluation(lead, questions) };
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await sleep(10)) if (await what()) return;
  throw new Error("It did not happen in time");
}

describe("answers that an evaluation lacks", () => {
  it("are written turn by turn with the model's own first answer in view, and open their comparisons", async () => {
    const { lead, evaluationId } = await launched();
    expect((await readEvaluation(lead, evaluationId)).candidates[0]).toMatchObject({
      missing: 3,
      // 6 answers of at most 1,024 tokens, 3 of them once more in the prompt of the second, and the questions.
      estimate: { basis: "limits", tokens: expect.closeTo(9 * 1_024 + 150, -2) },
    });
    const { chat, requests } = answering();
    work(chat);
    await until(async () => (await readEvaluation(lead, evaluationId)).evaluation.progress.ready === 3);
    const second = requests.find(
      ({ prompt }) => prompt.kind === "chat" && prompt.messages.at(-1)?.content === "And 0?",
    );
    expect(second?.prompt).toMatchObject({
      messages: [{ role: "system" }, { content: "Q0?" }, { content: "Answer to Q0?" }, { content: "And 0?" }],
    });
    expect(second?.temperature).toBe(0);
    expect(requests).toHaveLength(2 * 3 * 2);
    const detail = await readEvaluation(lead, evaluationId);
    expect(detail.candidates[0]).toMatchObject({ ready: 3, missing: 0, inputTokens: 60, outputTokens: 30 });
    // Together more than 32 bits hold, as after a year of work.
    await query`UPDATE candidate_response SET prompt_tokens = 2000000000 WHERE evaluation_id = ${evaluationId}`;
    const { candidates } = await readEvaluation(lead, evaluationId);
    expect(candidates[0]).toMatchObject({ inputTokens: 6_000_000_000, outputTokens: 30 });
    const rater = await makeViewer("Eva", ["evaluator"]);
    const { ballot } = await claimBallot(rater, { evaluationId, holding: [] });
    expect(ballot?.question).toHaveLength(2);
    expect(ballot?.left.rounds).toHaveLength(2);
  });

  it("that cannot be had are tried again, then left to a person with the reason, and go on where they stood", async () => {
    const { lead, evaluationId } = await launched(1);
    let isBroken = false;
    const { chat, requests } = answering({
      // The first question is answered, then the key is refused.
      fault: () => (isBroken ? new ModelFault("unauthorized", "The key was refused.") : null),
    });
    const breaking: ChatModel = {
      async *stream(request, signal) {
        yield* chat.stream(request, signal);
        isBroken = true;
      },
    };
    const broken = work(breaking);
    await until(async () => (await readEvaluation(lead, evaluationId)).evaluation.progress.responses.failed === 2);
    const failed = await readEvaluation(lead, evaluationId);
    expect(failed.candidates.map(({ failure }) => failure)).toContain("One: The key was refused.");
    await broken.stop();
    const asked = requests.length;
    const mended = answering();
    await retryResponses(lead, evaluationId);
    work(mended.chat, "w2");
    await until(async () => (await readEvaluation(lead, evaluationId)).evaluation.progress.ready === 1);
    // What had been answered and paid for was not asked again.
    expect(asked + mended.requests.length).toBe(2 * 2 + 2);
  });

  it("wait while it is paused, and are handed back at once by a worker that stops", async () => {
    const { lead, evaluationId } = await launched(2);
    const slow = work(answering({ pauseMs: 60_000 }).chat);
    await until(async () => (await query`SELECT 1 FROM job WHERE status = 'running'`).length === 1);
    await slow.stop();
    expect(await query`SELECT 1 FROM job WHERE status = 'waiting' AND due_at <= now()`).toHaveLength(1);
    const { evaluation } = await readEvaluation(lead, evaluationId);
    await updateEvaluation(lead, evaluationId, { ...evaluation, status: "paused" });
    const { chat, requests } = answering();
    work(chat, "w2");
    await sleep(100);
    expect(requests).toHaveLength(0);
    await updateEvaluation(lead, evaluationId, { ...evaluation, status: "open" });
    await until(async () => (await readEvaluation(lead, evaluationId)).evaluation.progress.ready === 2);
  });

  it("are written once each, whatever dies: another worker goes on when the lease has run out", async () => {
    const { lead, evaluationId } = await launched(4);
    const dead = answering({ pauseMs: 3_000 });
    const zombie = await takeUpAsZombie("answers", dead.chat);
    await until(async () => dead.requests.length === 4);
    await query`UPDATE job SET lease_until = now() - interval '1 second' WHERE status = 'running'`;
    work(answering().chat, "living");
    await until(async () => (await readEvaluation(lead, evaluationId)).evaluation.progress.ready === 4);
    const before = await query`SELECT rounds FROM candidate_response ORDER BY item_id, candidate_id`;
    await zombie.through; // its answers change nothing
    expect(await query`SELECT rounds FROM candidate_response ORDER BY item_id, candidate_id`).toEqual(before);
    expect(before.every(({ rounds }) => (rounds as unknown[]).length === 2)).toBe(true);
  });
});
