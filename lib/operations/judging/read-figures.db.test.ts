import { afterEach, expect, it } from "vitest";
import { evaluationResultEndpoints } from "@/lib/contract/endpoints/evaluation-results";
import { readVotesVersion } from "@/lib/data/judging/figures";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs, startJobRunner } from "@/lib/testing/job-runner";
import { makeEvaluation, voteOnNext } from "@/lib/testing/judging";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { startWorkerProcess } from "@/lib/testing/worker-process";
import type { JobRunner } from "@/lib/worker/job-runner";
import { takeBackVote } from "./cast-vote";
import { figuresResponse, readFigures } from "./read-figures";

withDatabase();

let runner: JobRunner | undefined;
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});

const order = { figures: "results", source: "people" } as const;
const makeDue = () => query`UPDATE job SET due_at = now() WHERE status = 'waiting'`;

it("answers at once with the last figures and says so, until newer ones are computed", async () => {
  const { lead, evaluationId } = await makeEvaluation();
  const rater = await makeViewer("Eva", ["evaluator"]);
  runner = startJobRunner();
  const none = await readFigures(lead, evaluationId, order);
  expect(none).toMatchObject({ isCurrent: true });
  await runner.stop();

  await voteOnNext(rater, evaluationId, () => "left");
  const old = await readFigures(lead, evaluationId, order);
  expect(old).toMatchObject({ isCurrent: false, votesVersion: none.votesVersion, body: none.body });
  await readFigures(lead, evaluationId, order);
  expect(await query`SELECT 1 FROM job WHERE status = 'waiting'`).toHaveLength(1);
  await makeDue();
  await doDueJobs();
  const fresh = await readFigures(lead, evaluationId, order);
  expect(fresh).toMatchObject({ isCurrent: true, votesVersion: await readVotesVersion(evaluationId) });
  expect(JSON.parse(fresh.body)).toMatchObject({ n: { votes: 1 } });
  const answer: unknown = await figuresResponse(fresh).json();
  expect(evaluationResultEndpoints.getEvaluationResults.response.parse(answer)).toEqual(answer);
});

it("waits for the figures of the last vote where they go into a file", async () => {
  const { lead, evaluationId } = await makeEvaluation();
  runner = startJobRunner();
  const before = await readFigures(lead, evaluationId, order);
  await voteOnNext(await makeViewer("Eva", ["evaluator"]), evaluationId, () => "left");
  const after = await readFigures(lead, evaluationId, order, { current: true });
  expect(after.votesVersion).toBe(before.votesVersion + 1);
  expect(JSON.parse(after.body)).toMatchObject({ n: { votes: 1 } });
});

it("knows each change that figures hang on, once for each transaction, and no other", async () => {
  const { lead, evaluationId } = await makeEvaluation({ lead: await makeViewer("Lea", ["lead"]) });
  const rater = await makeViewer("Eva", ["evaluator"]);
  const raised = async (change: () => Promise<unknown>) => {
    const before = await readVotesVersion(evaluationId);
    await change();
    return (await readVotesVersion(evaluationId)) - before;
  };
  let ballotId = "";
  const vote = async () => {
    ballotId = (await voteOnNext(rater, evaluationId, () => "left"))?.id ?? "";
  };
  expect(await raised(vote)).toBe(1);
  expect(await raised(() => takeBackVote(rater, ballotId))).toBe(1);
  expect(await raised(() => query`UPDATE comparison SET gold = 'first' WHERE evaluation_id = ${evaluationId}`)).toBe(1);
  expect(await raised(() => query`UPDATE candidate SET name = name || '!' WHERE evaluation_id = ${evaluationId}`)).toBe(
    1,
  );
  expect(await raised(() => query`UPDATE ballot SET lease_until = now() WHERE evaluation_id = ${evaluationId}`)).toBe(
    0,
  );
  expect(await raised(() => query`UPDATE evaluation SET name = 'Other' WHERE id = ${evaluationId}`)).toBe(0);
  await expect(readFigures(rater, evaluationId, order)).rejects.toMatchObject({ code: "forbidden" });
  expect(lead.id).not.toBe(rater.id);
});

it("is computed by a real worker in a thread of its own", async () => {
  const { lead, evaluationId } = await makeEvaluation();
  const worker = await startWorkerProcess();
  try {
    const figures = await readFigures(lead, evaluationId, order);
    expect(JSON.parse(figures.body)).toMatchObject({ kind: "answers", n: { votes: 0 } });
    const styled = await readFigures(lead, evaluationId, { figures: "styled", source: "people" });
    expect(JSON.parse(styled.body)).toMatchObject({ ok: false });
  } finally {
    await worker.end("SIGTERM");
  }
});
