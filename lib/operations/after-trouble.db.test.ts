import { expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { previewBulkAct } from "@/lib/data/bulk-preview";
import { listModels } from "@/lib/data/models";
import { prisma } from "@/lib/data/prisma";
import { readRunProgress } from "@/lib/data/run-progress";
import { findRun } from "@/lib/data/runs";
import { makeDialogue, makeModel, makeRun } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { makeViewer } from "@/lib/testing/review";
import { createBulkAct, undoBulkAct } from "./bulk/bulk-acts";
import { readBulkAct } from "./bulk/read-bulk-act";

withDatabase();

it("names what parked dialogues with how many, has all of them tried again, and takes that back", async () => {
  const lead = await makeViewer("Lea", ["lead"]);
  const { id: runId } = await makeRun({ dialogues: 10, status: "paused" });
  const reasons = ["The key was refused.", "The key was refused.", "The answer was empty."];
  for (const statusDetail of reasons) {
    const { dialogue } = await makeDialogue({ runId, status: "parked", texts: ["Why?"] });
    await prisma.dialogue.update({ where: { id: dialogue.id }, data: { statusDetail } });
  }
  await makeDialogue({ runId, status: "ended", texts: ["Why?", "Because."] });
  // What an endpoint refuses that asks to slow down waits, for as long as that takes, and is named as well.
  const { dialogue: busy } = await makeDialogue({ runId, status: "queued", texts: ["Why?"] });
  await prisma.dialogue.update({ where: { id: busy.id }, data: { statusDetail: "It asks to slow down." } });
  const delays = async () => (await readRunProgress(must(await findRun(runId), "the run"))).delays;
  expect(await delays()).toEqual([{ reason: "It asks to slow down.", dialogues: 1 }]);
  const troubles = async () => (await readRunProgress(must(await findRun(runId), "the run"))).troubles;
  expect(await troubles()).toEqual([
    { reason: "The key was refused.", dialogues: 2 },
    { reason: "The answer was empty.", dialogues: 1 },
  ]);

  const filter = { run: runId };
  const preview = await previewBulkAct({ filter }, { kind: "retry" });
  expect(preview).toMatchObject({
    total: 5,
    applies: 3,
    refusals: [{ n: 2, message: expect.stringMatching(/not parked/) }],
  });
  const retry = await createBulkAct(lead, { filter: { run: runId, status: "parked" } }, { kind: "retry" });
  await doDueJobs();
  expect(await readBulkAct(lead, retry.id)).toMatchObject({ kind: "retry", done: 3, refused: 0 });
  expect(await troubles()).toEqual([]);
  expect(await delays()).toHaveLength(1);
  expect(await prisma.dialogue.count({ where: { runId, status: "queued", failures: 0 } })).toBe(4);

  await undoBulkAct(lead, retry.id);
  await doDueJobs();
  expect(await troubles()).toHaveLength(2);
});

it("tells how the newest connection test of each model ended", async () => {
  const [never, mended, broken] = [await makeModel(), await makeModel(), await makeModel()];
  const test = (subjectId: string, status: string, hour: number) =>
    prisma.job.create({
      data: {
        id: newId("job"),
        kind: "connection_test",
        payload: { modelId: subjectId },
        unit: "replies",
        subjectId,
        status,
        createdAt: new Date(Date.UTC(2026, 0, 1, hour)),
      },
    });
  await test(mended.id, "failed", 1);
  await test(mended.id, "done", 2);
  await test(broken.id, "done", 1);
  await test(broken.id, "failed", 2);
  await test(broken.id, "cancelled", 3);
  const found = new Map((await listModels({ archived: false })).map(({ id, lastTest }) => [id, lastTest]));
  expect([never, mended, broken].map(({ id }) => found.get(id))).toEqual([null, "passed", "failed"]);
});
