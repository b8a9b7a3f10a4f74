import { beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/base/ids";
import { trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { makeViewer } from "@/lib/testing/review";
import { embeddedSpec } from "@/lib/testing/trainings";
import { prisma } from "../prisma";
import { transaction } from "../sql";
import { finishTraining } from "./training-course";
import { findTrainingJob } from "./training-jobs";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

async function told(events: object[]): Promise<string> {
  const id = newId("trainingJob");
  const spec = embeddedSpec("snp_1", "Ours");
  const rows = events.map((body) => {
    const { type, step } = body as { type: string; step: number };
    return { kind: type, step, body };
  });
  await prisma.trainingJob.create({
    data: { id, name: "Ours", spec, way: "embedded", personId: lead.id, events: { create: rows } },
  });
  return id;
}

async function ended(id: string, outcome: object) {
  const parsed = trainingOutcomeSchema.parse(outcome);
  await transaction((tx) => finishTraining(tx, id, { outcome: parsed, entry: null }));
  return (await findTrainingJob(id))?.outcome;
}

const steps = [
  { type: "step", step: 1, loss: 3.5 },
  { type: "step", step: 2, loss: 2.5 },
  { type: "step", step: 3, loss: null },
  { type: "evaluation", step: 2, loss: 2.75 },
];

it("says of steps and losses what was reported last, where its way does not say it at the end", async () => {
  const outcome = await ended(await told(steps), { tokens: 9, note: "Ours" });
  expect(outcome).toMatchObject({ steps: 3, loss: 2.5, heldOut: { loss: 2.75 }, tokens: 9, cost: null, note: "Ours" });
});

it("keeps what its way says itself, and says nothing that nobody told", async () => {
  const own = { steps: 7, loss: 1.5, seconds: 4 };
  expect(await ended(await told(steps), own)).toMatchObject(own);
  expect(await ended(await told([]), {})).toMatchObject({ steps: null, loss: null, heldOut: null, seconds: null });
});
