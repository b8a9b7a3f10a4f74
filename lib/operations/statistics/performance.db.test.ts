import { beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import { prisma } from "@/lib/data/prisma";
import type { Viewer } from "@/lib/domain/viewer";
import { makeDialogue, makeModel, makeUser } from "@/lib/testing/builders";
import { callRoute, giveToken } from "@/lib/testing/call-route";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { createDataSet } from "../data-sets/data-sets";
import { measureSnapshot } from "../data-sets/figures";
import { createSnapshot } from "../data-sets/freeze";
import { forgetTrainedOn, readPerformance, recordTrainedOn } from "./performance";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

/** Dialogues of so many rounds. */
async function frozen(rounds: number) {
  const texts = Array.from({ length: rounds }, () => ["why", "Restart it."]).flat();
  const made = Array.from({ length: 7 }, () => makeDialogue({ status: "ended", texts }));
  const dialogueIds = (await Promise.all(made)).map(({ dialogue }) => dialogue.id);
  const { id: dataSetId } = await createDataSet(lead, {
    name: `R${rounds}`,
    note: "",
    members: { list: { dialogueIds } },
  });
  const snapshot = await createSnapshot(lead, { dataSetId, note: "" });
  await measureSnapshot(lead, snapshot.id);
  return snapshot;
}

/** An evaluation of these models in which one judge graded each by these scores, first question and second. */
async function judged(scores: { modelId: string; first: number; second: number }[], status: string) {
  const shared = { personId: lead.id };
  const evaluationId = newId("evaluation");
  await prisma.evaluation.create({
    data: { id: evaluationId, name: "Bench", status, spec: { kind: "answers" }, seed: 1, ...shared },
  });
  const item = { id: newId("evaluationItem"), evaluationId, position: 0, category: "all", turns: ["A?", "B?"] };
  await prisma.evaluationItem.create({ data: item });
  const set = { id: newId("promptSet"), name: newId("promptSet"), origin: "imported", prompts: [], ...shared };
  await prisma.promptSet.create({ data: set });
  const judge = { id: newId("judgeRun"), evaluationId, judge: "Judge", mode: "single", promptSetId: set.id, ...shared };
  await prisma.judgeRun.create({ data: judge });
  for (const [position, { modelId, first, second }] of scores.entries()) {
    const id = newId("candidate");
    const source = { kind: "model", modelId, system: "", sampling: {} };
    await prisma.candidate.create({ data: { id, evaluationId, position, name: `C${position}`, source } });
    const said = { judgeRunId: judge.id, itemId: item.id, firstId: id, game: 0, status: "ready" };
    for (const [turn, score] of [first, second].entries())
      await prisma.judgment.create({ data: { id: newId("judgment"), ...said, turn: turn + 1, score } });
  }
  return evaluationId;
}

it("holds each measure of the snapshots against a judge's scores, single-turn and multi-turn apart", async () => {
  expect(await readPerformance(lead, "")).toEqual({ trained: [], scores: [], chosen: null, pending: 0, hidden: 0 });
  const snapshots = [await frozen(1), await frozen(2), await frozen(3), await frozen(4)];
  await doDueJobs();
  const models = await Promise.all(snapshots.map((_, i) => makeModel({ name: `Model ${i}` })));
  for (const [i, { id }] of models.entries())
    await recordTrainedOn(lead, id, { snapshotId: snapshots[i]?.id ?? "", dialogues: i === 0 ? 3 : null });
  const scores = models.map(({ id: modelId }, i) => ({ modelId, first: [4, 6, 5, 8][i] ?? 0, second: 8 - i }));
  const evaluationId = await judged(scores, "closed");

  const before = await readPerformance(lead, "");
  expect(before).toMatchObject({ scores: [], chosen: null, pending: 1, hidden: 0 });
  expect(before.trained.map(({ dialogues, ofDialogues, isMeasured }) => [dialogues, ofDialogues, isMeasured])).toEqual([
    [3, 7, true],
    [7, 7, true],
    [7, 7, true],
    [7, 7, true],
  ]);
  await doDueJobs();
  const single = await readPerformance(lead, "");
  expect(single.pending).toBe(0);
  expect(single.scores.map(({ kind, judge, models }) => [kind, judge, models]).slice(0, 2)).toEqual([
    ["single_turn", "Judge", 4],
    ["multi_turn", "Judge", 4],
  ]);
  const rounds = single.chosen?.measures.find(({ id }) => id === "rounds");
  expect(rounds?.points.map(({ x }) => x).toSorted()).toEqual([1, 2, 3, 4]);
  // 1, 2, 3, 4 against 4, 6, 5, 8: by scipy 1.17.1 stats.pearsonr 0.8315, spearmanr 0.8, kendalltau 2/3.
  expect(rounds?.pearson).toMatchObject({ ok: true, n: 4, value: expect.closeTo(0.8315, 4) });
  expect(rounds?.spearman).toMatchObject({ value: expect.closeTo(0.8, 12) });
  expect(rounds?.kendall).toMatchObject({ value: expect.closeTo(2 / 3, 12), interval: null });
  const multi = await readPerformance(lead, single.scores[1]?.key ?? "");
  expect(multi.chosen?.measures.find(({ id }) => id === "rounds")?.pearson).toMatchObject({
    value: -1,
    interval: null,
  });

  // Of an evaluation that is voted on raters are told nothing.
  await query`UPDATE evaluation SET status = 'open' WHERE id = ${evaluationId}`;
  const rater = await makeViewer("Eva", ["evaluator"]);
  expect(await readPerformance(rater, "")).toMatchObject({ scores: [], chosen: null, hidden: 1 });
  expect((await readPerformance(lead, "")).hidden).toBe(0);
});

it("what a model was trained on is said by leads, for one snapshot of the project at a time, and can be taken back", async () => {
  const [first, second, model] = [await frozen(1), await frozen(2), await makeModel({ name: "Tuned" })];
  const put = async (role: "annotator" | "lead", body: object, modelId = model.id) => {
    const token = await giveToken((await makeUser({ roles: [role] })).id);
    return (await callRoute("setTrainedOn", { token, params: { modelId }, body })).status;
  };
  expect(await put("annotator", { snapshotId: first.id })).toBe(403);
  expect(await put("lead", { snapshotId: "snp_never" })).toBe(404);
  expect(await put("lead", { snapshotId: first.id }, "mdl_never")).toBe(404);
  expect(await put("lead", { snapshotId: first.id, dialogues: 0 })).toBe(422);
  expect(await put("lead", { snapshotId: first.id, dialogues: 99 })).toBe(204);
  const of = async () => (await readPerformance(lead, "")).trained.filter(({ modelId }) => modelId === model.id);
  // No more than it holds.
  expect(await of()).toMatchObject([{ snapshotId: first.id, dialogues: 7, modelName: "Tuned" }]);
  expect(await put("lead", { snapshotId: second.id, dialogues: 2 })).toBe(204);
  expect(await of()).toMatchObject([{ snapshotId: second.id, dialogues: 2 }]);
  await forgetTrainedOn(lead, model.id);
  expect(await of()).toEqual([]);
});
