import { beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { prisma } from "@/lib/data/prisma";
import { readCurves, readSamples } from "@/lib/data/training/training-events";
import { findTrainingJob, findTrainingTask } from "@/lib/data/training/training-jobs";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { embeddedSpec } from "@/lib/testing/trainings";
import { createModelShelf } from "@/lib/worker/model-shelf";
import { createTraining } from "./create-training";
import { learnedOf } from "./learned-of";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

const topics = ["quokkas", "numbats", "bilbies", "wombats", "echidnas", "dingoes"];

/** Dialogues of three rounds, each about an animal of its own and in words of its own. */
async function snapshotOf(dialogues: number, masks: "user" | null = null): Promise<string> {
  const dialogueIds: string[] = [];
  for (let i = 0; i < dialogues; i++) {
    const about = `${topics[i % topics.length]} number${i}`;
    const texts = [
      `What do ${about} eat?`,
      `Mostly leaves and roots, ${about} do.`,
      `And where do ${about} sleep?`,
      `In burrows, as ${about} have them.`,
      `Thanks, that is all on ${about}.`,
      `Goodbye from ${about}.`,
    ];
    dialogueIds.push((await makeDialogue({ status: "ended", texts })).dialogue.id);
  }
  await query`
    UPDATE dialogue d SET untrained = ARRAY(SELECT t.id FROM turn t WHERE t.dialogue_id = d.id AND t.speaker = ${masks})
    WHERE d.id = ANY (${dialogueIds})`;
  const { id: dataSetId } = await createDataSet(lead, {
    name: "Animals",
    note: "",
    members: { list: { dialogueIds } },
  });
  return (await createSnapshot(lead, { dataSetId, note: "" })).id;
}

describe("the embedded way", () => {
  it("learns one side, tells how well it finds what comes next, and stands in the catalogue by itself", async () => {
    const snapshotId = await snapshotOf(30);
    const { id, status } = await createTraining(lead, embeddedSpec(snapshotId, "Animal lovers"));
    expect(status).toBe("waiting");
    await doDueJobs();
    const job = must(await findTrainingJob(id), "the training");
    expect(job).toMatchObject({
      status: "done",
      error: null,
      model: { name: "Animal lovers" },
      last: { step: 10, of: 10 },
    });
    const { evaluations, steps } = await readCurves(id);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(evaluations).toHaveLength(11);
    // Before training it knows none of these words; afterwards the held-out turns are found by what comes at their place.
    const [before, after] = [must(evaluations.at(0), "first"), must(evaluations.at(-1), "last")];
    expect(must(after.mrr, "mrr")).toBeGreaterThan(must(before.mrr, "mrr"));
    expect(job.outcome?.heldOut).toMatchObject({ mrr: after.mrr, n: after.n });
    const samples = await readSamples(id);
    const openings = new Set(samples.map(({ opening }) => opening));
    expect(samples).toHaveLength(openings.size * 11);
    expect(samples.filter(({ step }) => step === 10).every(({ text }) => /number\d+/.test(text))).toBe(true);
    expect(samples.filter(({ step }) => step === 0).some(({ text }) => /number\d+/.test(text))).toBe(false);
  });

  it("holds dialogues out that it never learns, the same ones whenever it learns again", async () => {
    const snapshotId = await snapshotOf(30);
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Again"));
    const { plan } = must(await findTrainingTask(id), "the task");
    expect(plan.map(({ part, dialogues }) => [part, dialogues])).toEqual([
      ["train", 27],
      ["validation", 3],
    ]);
    await doDueJobs();
    const modelId = must((await findTrainingJob(id))?.model, "the model").id;
    const heldOut = await query<{ text: string }>`
      SELECT t.text FROM snapshot_dialogue m JOIN turn t ON t.id = ANY (m.turn_ids)
      JOIN training_job_snapshot x ON x.snapshot_id = m.snapshot_id AND m.position = ANY (x.positions)
      WHERE x.training_job_id = ${id} AND x.part = 'validation' AND t.speaker = 'user'`;
    const learned = (await learnedOf(id)).examples.map(({ text }) => text);
    expect(learned).toHaveLength(27 * 3);
    expect(heldOut.filter(({ text }) => learned.includes(text))).toEqual([]);
    const { chat } = await createModelShelf()(modelId);
    const request = { prompt: { kind: "chat" as const, messages: [] }, maxTokens: 200, seed: 1 };
    let said = "";
    for await (const event of chat.stream(request, new AbortController().signal))
      if (event.type === "text") said += event.text;
    expect(learned).toContain(said);
  });

  it("enters the catalogue once, and says on which dialogues it was trained", async () => {
    const snapshotId = await snapshotOf(12);
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Once", { target: "assistant" }));
    await doDueJobs();
    await query`UPDATE job SET status = 'waiting', done = 0 WHERE subject_id = ${id}`;
    await doDueJobs();
    const models = await prisma.model.findMany({ where: { trainingJobId: id } });
    expect(models).toMatchObject([{ name: "Once", kind: "embedded", trainedOn: "assistant" }]);
    const learned = await prisma.trainedModel.findMany({ where: { modelId: must(models[0], "model").id } });
    expect(learned).toMatchObject([{ snapshotId, dialogues: 11 }]);
  });

  it("says before it begins what it cannot do, and begins nothing", async () => {
    const snapshotId = await snapshotOf(2);
    const asked = embeddedSpec(snapshotId, "Never", { method: { kind: "lora", rank: 8, alpha: 16, dropout: 0 } });
    await expect(createTraining(lead, asked)).rejects.toThrow(/no adapters.*Nothing was begun/);
    expect(await prisma.trainingJob.count({ where: { name: "Never" } })).toBe(0);
  });

  it("says so where the side that is to be learned is masked everywhere", async () => {
    const snapshotId = await snapshotOf(2, "user");
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Masked"));
    await doDueJobs();
    expect(await findTrainingJob(id)).toMatchObject({
      status: "failed",
      fault: "data",
      error: expect.stringMatching(/None of these dialogues has a turn of the user/),
    });
  });

  it("says so where dialogues that it was to learn are not there any more", async () => {
    const snapshotId = await snapshotOf(3);
    const { id } = await createTraining(lead, embeddedSpec(snapshotId, "Gone"));
    await query`UPDATE training_job_snapshot SET positions = ARRAY[1, 2, 7] WHERE training_job_id = ${id}`;
    await doDueJobs();
    const job = await findTrainingJob(id);
    expect(job).toMatchObject({ status: "failed", fault: "data", model: null });
    expect(job?.error).toMatch(/Of 3 dialogues .* 2 are there/);
  });
});
