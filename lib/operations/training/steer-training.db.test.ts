import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { claimJobs } from "@/lib/data/jobs/job-claim";
import { prisma } from "@/lib/data/prisma";
import { transaction } from "@/lib/data/sql";
import { readCurves, readSamples, recordTraining } from "@/lib/data/training/training-events";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { trainingSpecSchema } from "@/lib/domain/training-job/spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { embeddedSpec } from "@/lib/testing/trainings";
import { jobHandlers } from "@/lib/worker/jobs/handlers";
import { stopJob } from "../steer-job";
import { createTraining } from "./create-training";
import { previewTraining } from "./preview-training";
import { dropCheckpoint, retryTraining, stopTraining } from "./steer-training";

withDatabase();

let lead: Viewer;
let snapshotId: string;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  const dialogueIds: string[] = [];
  for (let i = 0; i < 3; i++)
    dialogueIds.push((await makeDialogue({ status: "ended", texts: [`Why ${i}?`, `Because ${i}.`] })).dialogue.id);
  const { id: dataSetId } = await createDataSet(lead, { name: "Three", note: "", members: { list: { dialogueIds } } });
  snapshotId = (await createSnapshot(lead, { dataSetId, note: "" })).id;
});

const toRay = (placeId: string) =>
  trainingSpecSchema.parse({
    name: "Elsewhere",
    way: "ray",
    placeId,
    parts: [{ snapshotId }],
    target: "user",
    base: { kind: "folder", path: "/models/base" },
  });
const onHost = () =>
  trainingSpecSchema.parse(Object.assign(toRay(""), { name: "On a host", way: "studio", placeId: null }));

async function aPlace(): Promise<string> {
  const place = { id: `tpl_${Math.random()}`, kind: "ray", name: "Cluster", baseUrl: "http://127.0.0.1:9" };
  return (await prisma.trainingPlace.create({ data: Object.assign(place, { personId: lead.id }) })).id;
}

describe("a training", () => {
  it("that waits is stopped at once, and done after another attempt", async () => {
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Stopped"));
    expect(await stopTraining(lead, id)).toMatchObject({ status: "stopped", attempt: 1 });
    await doDueJobs();
    expect(await findTrainingJob(id)).toMatchObject({ status: "stopped", model: null });
    await expect(stopTraining(lead, id)).rejects.toThrow(/ended already/);
    expect(await retryTraining(lead, id)).toMatchObject({ status: "waiting", attempt: 2 });
    await doDueJobs();
    expect(await findTrainingJob(id)).toMatchObject({ status: "done", model: { name: "Stopped" } });
    await expect(retryTraining(lead, id)).rejects.toThrow(/nothing to try again/);
  });

  it("elsewhere is stopped there first: whoever follows it is asked, and its job is not just dropped", async () => {
    const { id, job } = await createTraining(lead, toRay(await aPlace()));
    await query`UPDATE job SET due_at = now() + interval '1 hour' WHERE subject_id = ${id}`;
    await stopJob(lead, must(job, "its job").id);
    expect(await findTrainingJob(id)).toMatchObject({ status: "stopping", job: { status: "waiting" } });
    const [due] = await query<{ due: boolean }>`SELECT due_at <= now() AS due FROM job WHERE subject_id = ${id}`;
    expect(due).toEqual({ due: true });
    await query`UPDATE job SET status = 'cancelled' WHERE subject_id = ${id}`;
  });

  it("on a host waits for one: no worker takes it up", async () => {
    const { id } = await createTraining(lead, onHost());
    await doDueJobs();
    expect(await findTrainingJob(id)).toMatchObject({ status: "waiting", job: { status: "waiting" } });
    expect(Object.keys(jobHandlers)).not.toContain("host_training");
    expect(await claimJobs("host", new Map([["host_training", 1]]))).toMatchObject([{ kind: "host_training" }]);
  });

  it("keeps what was reported once by step, the last word standing, and thins what nobody could see", async () => {
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Reported"));
    const untold = { of: 3_000, epoch: null, learningRate: null, tokensPerSecond: null, memory: null };
    const steps = Array.from({ length: 3_000 }, (_, i) => ({
      type: "step" as const,
      step: i + 1,
      loss: 3 - i / 1_000,
      ...untold,
    }));
    const sample = { type: "sample" as const, step: 0, opening: 1, prompt: "", text: "Hello" };
    const checkpoint = { type: "checkpoint" as const, step: 50, folder: "checkpoint-50", bytes: 1_024 };
    await transaction((tx) => recordTraining(tx, id, [...steps, sample, checkpoint]));
    const again = { type: "step" as const, step: 3_000, loss: 0.5, ...untold };
    await transaction((tx) => recordTraining(tx, id, [again, { ...sample, text: "Hi" }, checkpoint]));
    const curves = await readCurves(id);
    expect(curves.ofSteps).toBe(3_000);
    expect(curves.steps.length).toBeLessThanOrEqual(1_002);
    expect([curves.steps[0]?.step, curves.steps.at(-1)]).toEqual([
      1,
      expect.objectContaining({ step: 3_000, loss: 0.5 }),
    ]);
    expect(await readSamples(id)).toMatchObject([{ text: "Hi" }]);
    expect(curves.checkpoints).toMatchObject([{ step: 50, bytes: 1_024, droppedAt: null }]);
    await dropCheckpoint(lead, id, "50");
    expect((await readCurves(id)).checkpoints[0]?.dropAskedAt).not.toBeNull();
    await expect(dropCheckpoint(lead, id, "50")).rejects.toThrow(/dropped already/);
    await expect(dropCheckpoint(lead, id, "x")).rejects.toThrow(/no such checkpoint/);
  });

  it("is foreseen by its own trainer's audit, at its own length, before it begins", async () => {
    const asked = trainingSpecSchema.parse(Object.assign(onHost(), { hyper: { maxLength: 64, epochs: 2, batch: 2 } }));
    const found = await previewTraining(lead, asked);
    expect(found).toMatchObject({
      parts: [{ part: "train", dialogues: 3 }],
      looked: { dialogues: 3, trainedTurns: 3 },
      audit: { trainer: "trl", maxLength: 64 },
      steps: 2,
      foreseen: null,
    });
    expect(found.limits.map(({ words }) => words)[0]).toMatch(/npm run trainer/);
  });

  it("is had by leads alone", async () => {
    const annotator = await makeViewer("Ann", ["annotator"]);
    await expect(createTraining(annotator, embeddedSpec(snapshotId, "No"))).rejects.toThrow(/role lead/);
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Theirs"));
    await expect(stopTraining(annotator, id)).rejects.toThrow(/role lead/);
  });
});
