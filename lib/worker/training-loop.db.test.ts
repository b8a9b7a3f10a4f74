import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { listHolders } from "@/lib/data/training/lineage";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { evaluationSpecSchema } from "@/lib/domain/judging/evaluation";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import type { Viewer } from "@/lib/domain/viewer";
import { actOnDialogue } from "@/lib/operations/act-on-dialogue";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { createEvaluation } from "@/lib/operations/judging/create-evaluation";
import { launchEvaluation } from "@/lib/operations/judging/launch-evaluation";
import { createTraining } from "@/lib/operations/training/create-training";
import { readLineage } from "@/lib/operations/training/lineage";
import { makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";
import { embeddedSpec } from "@/lib/testing/trainings";
import { startWorkerProcess, type WorkerProcess } from "@/lib/testing/worker-process";

withDatabase();

let worker: WorkerProcess;
let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  worker = await startWorkerProcess({ REALCHAT_EMBEDDED_TOKENS_PER_SECOND: "0", OPENAI_MODEL: "" });
}, 60_000);
afterAll(() => worker.end("SIGKILL"));

async function until<T>(find: () => Promise<T | null | false>): Promise<T> {
  for (let i = 0; i < 600; i++) {
    const found = await find();
    if (found) return found;
    await sleep(50);
  }
  throw new Error("It did not come to an end");
}

type Sides = { simulatorId: string; assistantId: string };

/** Simulates, accepts every other dialogue, and freezes what was accepted. */
async function simulateAndFreeze(sides: Sides, name: string): Promise<{ snapshotId: string; runId: string }> {
  const run = await makeRun({ ...sides, dialogues: 24, name });
  await until(() => prisma.run.findFirst({ where: { id: run.id, status: "done" } }));
  const dialogues = await prisma.dialogue.findMany({
    where: { runId: run.id, rounds: { gt: 0 } },
    orderBy: { id: "asc" },
  });
  const accepted = dialogues.filter((_, i) => i % 2 === 0);
  for (const { id, headId } of accepted)
    await actOnDialogue(lead, { dialogueId: id, act: { kind: "accept", headId, note: "" } });
  const members = { list: { dialogueIds: accepted.map(({ id }) => id) } };
  const dataSet = await createDataSet(lead, { name, note: "", members });
  const snapshot = await createSnapshot(lead, { dataSetId: dataSet.id, note: "" });
  expect(snapshot.dialogues).toBeGreaterThan(5);
  return { snapshotId: snapshot.id, runId: run.id };
}

async function trained(snapshotId: string, target: "user" | "assistant", name: string): Promise<TrainingJob> {
  const { id } = await createTraining(lead, embeddedSpec(snapshotId, name, { target }));
  const job = await until(async () => {
    const found = await findTrainingJob(id);
    return found && (found.status === "done" || found.status === "failed") && found;
  });
  expect(job).toMatchObject({ status: "done", error: null, model: { name } });
  return job;
}

it("goes round twice: simulate, curate, freeze, train both sides, simulate with them, judge", async () => {
  const base = async (side: string) =>
    must(await prisma.model.findFirst({ where: { kind: "embedded", trainedOn: side, trainingJobId: null } }), side).id;
  let sides: Sides = { simulatorId: await base("user"), assistantId: await base("assistant") };
  const rounds: { snapshotId: string; runId: string; userGpt: TrainingJob; reaLm: TrainingJob }[] = [];
  for (const round of [1, 2]) {
    const made = await simulateAndFreeze(sides, `Round ${round}`);
    const userGpt = await trained(made.snapshotId, "user", `UserGPT ${round}`);
    const reaLm = await trained(made.snapshotId, "assistant", `ReaLM ${round}`);
    sides = { simulatorId: must(userGpt.model, "model").id, assistantId: must(reaLm.model, "model").id };
    rounds.push({ ...made, userGpt, reaLm });
  }
  const [first, second] = [must(rounds[0], "first"), must(rounds[1], "second")];
  // What the second round says was learned in the first: nothing in it comes from elsewhere.
  const turnsOf = async (runId: string, speaker: string) =>
    new Set((await prisma.turn.findMany({ where: { dialogue: { runId }, speaker } })).map(({ text }) => text));
  for (const speaker of ["user", "assistant"]) {
    const learned = await turnsOf(first.runId, speaker);
    const said = await turnsOf(second.runId, speaker);
    expect([...said].filter((text) => text !== "" && !learned.has(text))).toEqual([]);
    expect(said.size).toBeGreaterThan(5);
  }

  const candidates = [sides.assistantId, await base("assistant")].map((modelId, i) => ({
    name: i === 0 ? "Trained" : "Base",
    source: { kind: "model" as const, modelId, system: "", sampling: {} },
  }));
  const prompts = ["How do I roast a chicken?", "Which tent for two people?", "Can you help me learn to swim?"];
  const { evaluation } = await createEvaluation(lead, {
    name: "Against its base",
    spec: evaluationSpecSchema.parse({}),
    items: { kind: "prompts", prompts },
    candidates,
  });
  await launchEvaluation(lead, evaluation.id);
  const answers = await until(async () => {
    const ready = await prisma.candidateResponse.findMany({ where: { evaluationId: evaluation.id, status: "ready" } });
    return ready.length === prompts.length * 2 && ready;
  });
  expect(answers).toHaveLength(6);

  const { nodes, edges } = await readLineage(must(second.reaLm.model, "model").id);
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]));
  const chain = [first.snapshotId, first.userGpt.id, first.userGpt.model?.id, second.runId, second.snapshotId];
  expect(chain.map((id) => kinds.get(id ?? ""))).toEqual(["snapshot", "training", "model", "run", "snapshot"]);
  const isJoined = (from: string, to: string) => edges.some((edge) => edge.from === from && edge.to === to);
  const steps = chain.slice(1).map((id, i) => isJoined(chain[i] ?? "", id ?? ""));
  expect(steps).toEqual([true, true, true, true]);
  expect(isJoined(must(second.reaLm.model, "model").id, evaluation.id)).toBe(true);
  // The second simulator is no ancestor of the second assistant.
  expect(kinds.has(second.userGpt.id)).toBe(false);

  const [one] = await prisma.snapshotDialogue.findMany({ where: { snapshotId: first.snapshotId }, take: 1 });
  const { trainings, snapshots } = await listHolders(must(one, "a dialogue").dialogueId);
  expect(snapshots.map(({ id }) => id)).toEqual([first.snapshotId]);
  const learnedBy = new Set(trainings.map(({ modelName }) => modelName));
  // Held out of both, or of neither: the split of a seed is the same for either side.
  expect([new Set(), new Set(["UserGPT 1", "ReaLM 1"])]).toContainEqual(learnedBy);
}, 120_000);
