import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { env } from "@/lib/base/env";
import { findSealedModel } from "@/lib/data/models";
import { readCurves } from "@/lib/data/training/training-events";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { findTrainingPlace } from "@/lib/data/training/training-places";
import type { Viewer } from "@/lib/domain/viewer";
import { openKey } from "@/lib/models/sealed-key";
import { withDatabase } from "@/lib/testing/database";
import { type FakeTuning, startFakeTuning, type TuningQuirks } from "@/lib/testing/fake-tuning";
import { doDueJobs } from "@/lib/testing/job-runner";
import { inJson } from "@/lib/testing/outside-server";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { askToTrain, makeTrainingPlace, makeTrainingSnapshot, stageOf } from "@/lib/testing/trained-elsewhere";
import { followTuning } from "./follow-tuning";
import { lookAtTrainingPlace } from "./look-at-place";
import { testTrainingPlace } from "./training-places";

withDatabase();

let lead: Viewer;
let snapshotId: string;
let fake: FakeTuning;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  snapshotId = await makeTrainingSnapshot(lead);
});
beforeEach(async () => {
  fake = await startFakeTuning();
});
afterEach(() => fake.close());

async function stand(quirks: TuningQuirks): Promise<void> {
  await fake.close();
  fake = await startFakeTuning(quirks);
}

async function asked(settings: object = {}, more: object = {}): Promise<string> {
  const placeId = await makeTrainingPlace(lead, { kind: "fine_tuning", url: fake.url, key: fake.key, settings });
  return askToTrain(lead, "fine_tuning", { placeId, snapshotId, ...more });
}

/** A training whose job runs at the server. */
async function running(settings: object = {}, more: object = {}) {
  const stage = await stageOf(await asked(settings, more));
  expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
  return { stage, job: fake.only() };
}

const entryOf = (look: Awaited<ReturnType<typeof followTuning>>) => (look.kind === "done" ? look.entry : null);

describe("a training at a fine-tuning server", () => {
  it("goes from the snapshot to the catalogue, with its key, its figures and what it was trained on", async () => {
    const id = await asked({ baseRate: 5e-5 });
    const go = async () => {
      await query`UPDATE job SET due_at = now() WHERE status = 'waiting'`;
      await doDueJobs();
    };
    await go();
    const job = fake.only();
    expect(job.body).toMatchObject({
      model: "base-1b",
      suffix: expect.stringMatching(/^usergpt-/),
      hyperparameters: { n_epochs: 3, batch_size: 32, learning_rate_multiplier: 0.4 },
      metadata: { realchat_training: id },
    });
    const rows = [...fake.files.values()].map(({ content }) =>
      content
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
    expect(rows).toHaveLength(1);
    // The simulator's side is what the assistant says in such a file.
    expect(rows[0]).toHaveLength(3);
    expect(JSON.stringify(rows[0])).toContain('{"role":"assistant","content":"Why is the sky blue, number');
    job.status = "running";
    fake.tell(job, "Fine-tuning job started");
    for (let step = 1; step <= 4; step++)
      fake.tell(job, "", { step, total_steps: 4, train_loss: 4 / step, valid_loss: 5 / step });
    await go();
    expect(await findTrainingJob(id)).toMatchObject({ status: "running", last: { step: 4, of: 4, loss: 1 } });
    Object.assign(job, { status: "succeeded", fine_tuned_model: "ft:base-1b:usergpt:1" });
    job.checkpoints.push({ id: "c1", step_number: 2, fine_tuned_model_checkpoint: "ft:base-1b:usergpt:1:step-2" });
    await go();
    const done = must(await findTrainingJob(id), "the training");
    expect(done).toMatchObject({ status: "done", error: null, model: { name: "UserGPT" } });
    const { evaluations, checkpoints, steps } = await readCurves(id);
    expect([steps.length, evaluations.length]).toEqual([4, 4]);
    expect(checkpoints).toMatchObject([{ step: 2, folder: "ft:base-1b:usergpt:1:step-2" }]);
    const model = must(await findSealedModel(must(done.model, "its model").id), "the model");
    expect(model).toMatchObject({ upstreamModel: "ft:base-1b:usergpt:1", baseUrl: fake.url, rendering: "chat" });
    const binding = { modelId: model.id, origin: new URL(fake.url).origin };
    expect(openKey(must(model.sealedKey, "its key"), binding, env().REALCHAT_SECRET)).toBe(fake.key);
    expect(await query`SELECT snapshot_id, dialogues FROM trained_model WHERE model_id = ${model.id}`).toEqual([
      { snapshot_id: snapshotId, dialogues: 3 },
    ]);
    await go();
    expect(fake.jobs.size).toBe(1);
  });

  it.each(["before", "after"] as const)(
    "killed %s any answer, it is sent once and begun once",
    async (dies) => {
      for (let nth = 0; ; nth++) {
        await stand({});
        const stage = await stageOf(await asked());
        let left = nth;
        fake.server.mishaps.push({ at: { test: () => left-- === 0 } as unknown as RegExp, dies });
        for (let looks = 0; looks < 12 && fake.jobs.size === 0; looks++) {
          const look = await stage.look(followTuning);
          expect(look.kind).toBe("later");
          stage.clock.now += look.kind === "later" ? look.delayMs : 0;
        }
        await stage.lookOn(followTuning, 3);
        expect([fake.jobs.size, fake.files.size], `request ${nth}`).toEqual([1, 1]);
        if (left >= 0) break;
        expect(nth).toBeLessThan(15);
      }
    },
    60_000,
  );

  it("is found where the answer to its beginning was lost, and not begun again while it may still appear", async () => {
    const stage = await stageOf(await asked());
    fake.server.mishaps.push({ at: /POST .*jobs$/, dies: "after" });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    // Its list is behind.
    fake.server.mishaps.push({ at: /GET .*jobs\?/, reply: inJson({ data: [] }) });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    expect(stage.task.remote.jobId).toBeNull();
    await stage.look(followTuning);
    expect(stage.task.remote.jobId).toBe(fake.only().id);
  });

  it("is not begun a second time where nobody can know whether it was, until a person says so", async () => {
    await stand({ listsJobs: false });
    const stage = await stageOf(await asked());
    fake.server.mishaps.push({ at: /POST .*jobs$/, dies: "after" });
    await stage.look(followTuning);
    const look = await stage.look(followTuning);
    expect(look).toMatchObject({
      kind: "failed",
      fault: "unreachable",
      error: expect.stringContaining("is not known"),
    });
    expect(fake.jobs.size).toBe(1);
    Object.assign(stage.task, { attempt: 2 });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    expect(fake.jobs.size).toBe(2);
  });

  it("finds a file that was sent, where the server lists its files, and else sends it again", async () => {
    for (const [listsFiles, files] of [
      [true, 1],
      [false, 2],
    ] as const) {
      await stand({ listsFiles });
      const stage = await stageOf(await asked());
      fake.server.mishaps.push({ at: /POST .*files$/, dies: "after" });
      await stage.lookOn(followTuning, 3);
      expect([fake.files.size, fake.jobs.size]).toEqual([files, 1]);
    }
  });

  it("waits until the server has read the file", async () => {
    await stand({ looksAtFile: 2 });
    const stage = await stageOf(await asked());
    await stage.look(followTuning);
    await stage.look(followTuning);
    expect(fake.jobs.size).toBe(0);
    await stage.look(followTuning);
    expect(fake.jobs.size).toBe(1);
  });

  it("sends the held-out part where the server takes one", async () => {
    for (const [validation, files] of [
      [null, 1],
      [false, 1],
    ] as const) {
      await stand({});
      const placeId = await makeTrainingPlace(lead, {
        kind: "fine_tuning",
        url: fake.url,
        key: fake.key,
        abilities: { validation },
      });
      const stage = await stageOf(await askToTrain(lead, "fine_tuning", { placeId, snapshotId }));
      const [train] = stage.task.plan;
      stage.task.plan.push({ ...must(train, "the plan"), part: "validation" });
      await stage.lookOn(followTuning, 2);
      expect(fake.files.size).toBe(validation === false ? files : 2);
      expect(typeof fake.only().body.validation_file).toBe(validation === false ? "undefined" : "string");
    }
  });
});

describe("trouble while it is followed", () => {
  it("an hour without an answer costs nothing: it is said since when, and followed on", async () => {
    const { stage, job } = await running();
    job.status = "running";
    const { port } = new URL(fake.url);
    await fake.server.close();
    const delays: number[] = [];
    const from = stage.clock.now;
    while (stage.clock.now < from + 3_600_000) {
      const look = await stage.look(followTuning);
      expect(look.kind).toBe("later");
      if (look.kind === "later") delays.push(look.delayMs);
      stage.clock.now += delays.at(-1) ?? 0;
    }
    expect(delays.at(0)).toBe(5_000);
    expect(delays.at(-1)).toBe(300_000);
    expect(delays.length).toBeLessThan(60);
    expect(stage.sentences.at(-1)).toContain("So since 2026-12-01 10:00 UTC");
    expect(stage.sentences.at(-1)).toContain(port);
    expect(stage.task.remote.jobId).toBe(job.id);
  });

  it("a week without one ends it in words, and trying again goes on with the very job", async () => {
    const { stage, job } = await running();
    fake.server.mishaps.push({ at: /jobs/, dies: "before" }, { at: /jobs/, dies: "before" });
    await stage.look(followTuning);
    stage.clock.now += 8 * 24 * 3_600_000;
    expect(await stage.look(followTuning)).toMatchObject({ kind: "failed", fault: "unreachable" });
    Object.assign(stage.task, { attempt: 2 });
    Object.assign(job, { status: "succeeded", fine_tuned_model: "ft:1" });
    expect(entryOf(await stage.look(followTuning))).toMatchObject({ upstreamModel: "ft:1" });
    expect(fake.jobs.size).toBe(1);
  });

  it("whoever asks to be left alone is, for as long", async () => {
    const { stage } = await running();
    fake.server.mishaps.push({
      at: /jobs/,
      reply: inJson({ error: { message: "slow" } }, 429, { "retry-after": "42" }),
    });
    expect(await stage.look(followTuning)).toEqual({ kind: "later", delayMs: 42_000 });
  });

  it.each([
    ["no JSON", { status: 200, body: "{" }],
    ["another shape", inJson({ id: null })],
    ["a bad gateway", { status: 502, body: "<html>" }],
  ])("%s is asked for again", async (_, reply) => {
    const { stage } = await running();
    fake.server.mishaps.push({ at: /jobs\/[^/?]+$/, reply });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    expect(stage.task.remote.troubleSince).toBeNull();
  });

  it("a key that is refused half-way ends it, and trying again under the right one goes on with the very job", async () => {
    const { stage, job } = await running();
    fake.server.mishaps.push({ at: /jobs/, reply: inJson({ error: { message: "key revoked" } }, 401) });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "failed", fault: "refused" });
    Object.assign(stage.task, { attempt: 2 });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    expect(stage.task.remote.jobId).toBe(job.id);
    expect(fake.jobs.size).toBe(1);
  });

  it("one that fails half-way tells why, and trying again begins another one from the same file", async () => {
    const { stage, job } = await running();
    fake.tell(job, "Step 1", { step: 1, train_loss: 3 });
    Object.assign(job, { status: "failed", error: { code: "server_error", message: "CUDA out of memory" } });
    const look = await stage.look(followTuning);
    expect(look).toMatchObject({
      kind: "failed",
      fault: "out_of_memory",
      error: expect.stringContaining("CUDA out of memory"),
    });
    expect(stage.told).toMatchObject([{ type: "step", step: 1 }]);
    // The same look again, as after a death before that was written, begins nothing.
    await stage.look(followTuning);
    expect(fake.jobs.size).toBe(1);
    Object.assign(stage.task, { attempt: 2 });
    expect(await stage.lookOn(followTuning, 2)).toMatchObject({ kind: "later" });
    expect([fake.jobs.size, fake.files.size]).toEqual([2, 1]);
    const [, second] = [...fake.jobs.values()];
    expect(stage.task.remote).toMatchObject({ jobId: second?.id, earlier: [job.id] });
  });

  it("one that the server forgets is given some minutes, and then told as such", async () => {
    const { stage } = await running();
    fake.jobs.clear();
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    const look = await stage.lookOn(followTuning, 40);
    expect(look).toMatchObject({
      kind: "failed",
      fault: "died",
      error: expect.stringContaining("does not know the training"),
    });
    expect(fake.jobs.size).toBe(0);
  });

  it("what a forgetful server still serves under the suffix is what came of it", async () => {
    const { stage, job } = await running();
    fake.models.push(`ft:base-1b:${job.body.suffix}:abc`);
    fake.jobs.clear();
    expect(entryOf(await stage.look(followTuning))).toMatchObject({
      upstreamModel: `ft:base-1b:${job.body.suffix}:abc`,
    });
  });

  it("one that ends without a model is asked again, and then says where its files lie", async () => {
    const { stage, job } = await running();
    Object.assign(job, { status: "succeeded", result_files: ["file-9"] });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    const look = await stage.lookOn(followTuning, 40);
    expect(look).toMatchObject({ kind: "failed", error: expect.stringContaining("file-9") });
    Object.assign(stage.task, { attempt: 2 });
    job.fine_tuned_model = "ft:late";
    expect(entryOf(await stage.look(followTuning))).toMatchObject({ upstreamModel: "ft:late" });
    expect(fake.jobs.size).toBe(1);
  });

  it("one of which only a checkpoint has a name is that checkpoint", async () => {
    const { stage, job } = await running();
    job.status = "completed";
    job.checkpoints.push({ id: "a", step_number: 9, fine_tuned_model_checkpoint: "ft:9" }, { id: "b", step_number: 4 });
    expect(entryOf(await stage.look(followTuning))).toMatchObject({ upstreamModel: "ft:9" });
  });

  it("a word that nobody knows is followed on", async () => {
    const { stage, job } = await running();
    job.status = "warming_up";
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
  });

  it("what is refused is not begun, and can be tried again", async () => {
    const stage = await stageOf(await asked({}, { base: { kind: "upstream", model: "no-such-model" } }));
    const look = await stage.look(followTuning);
    expect(look).toMatchObject({
      kind: "failed",
      fault: "refused",
      error: expect.stringContaining("not available for fine-tuning"),
    });
    expect(stage.task.remote.asked).toBeNull();
  });

  it("events are told once, however often they come", async () => {
    const { stage, job } = await running();
    for (let step = 1; step <= 3; step++) fake.tell(job, `Step ${step}`, { step, train_loss: 1 });
    job.events.push(...job.events.slice(0, 2));
    await stage.lookOn(followTuning, 3);
    expect(stage.told.map(({ step }) => step)).toEqual([1, 2, 3]);
  });
});

describe("stopping it", () => {
  it("cancels it there, and it has stopped once the server says so", async () => {
    const { stage, job } = await running();
    Object.assign(stage.task, { stopAskedAt: new Date() });
    expect(await stage.look(followTuning)).toMatchObject({ kind: "later" });
    expect(job.status).toBe("cancelled");
    expect(await stage.look(followTuning)).toEqual({ kind: "stopped" });
  });

  it("before it was begun begins nothing, and where that is not known cancels what was", async () => {
    const idle = await stageOf(await asked());
    Object.assign(idle.task, { stopAskedAt: new Date() });
    expect(await idle.look(followTuning)).toEqual({ kind: "stopped" });
    expect(fake.jobs.size).toBe(0);
    const stage = await stageOf(await asked());
    fake.server.mishaps.push({ at: /POST .*jobs$/, dies: "after" });
    await stage.look(followTuning);
    Object.assign(stage.task, { stopAskedAt: new Date() });
    expect(await stage.lookOn(followTuning)).toEqual({ kind: "stopped" });
    expect(fake.only().status).toBe("cancelled");
  });

  it("where the server cannot, follows it to its end and says so", async () => {
    await stand({ cancels: false });
    const { stage, job } = await running();
    Object.assign(stage.task, { stopAskedAt: new Date() });
    await stage.look(followTuning);
    expect(stage.sentences.at(-1)).toContain("cannot cancel");
    Object.assign(job, { status: "succeeded", fine_tuned_model: "ft:1" });
    expect(entryOf(await stage.look(followTuning))).toMatchObject({ upstreamModel: "ft:1" });
  });

  it("by somebody at the server is told", async () => {
    const { stage, job } = await running();
    job.status = "cancelled";
    expect(await stage.look(followTuning)).toMatchObject({
      kind: "failed",
      error: expect.stringContaining("Somebody cancelled it"),
    });
  });
});

describe("a look at a place", () => {
  const tools = {
    signal: new AbortController().signal,
    whileHeld: async <T>(work: (tx: never) => Promise<T>) => work((await import("@/lib/data/pool")).pool() as never),
  };

  it("keeps what it can do, and tells it in words", async () => {
    await stand({ cancels: false });
    const id = await makeTrainingPlace(lead, { kind: "fine_tuning", url: fake.url, key: fake.key });
    expect(await lookAtTrainingPlace(id, tools)).toMatch(
      /has the fine-tuning API, and names 1 models\. It cannot cancel\./,
    );
    expect(await findTrainingPlace(id)).toMatchObject({
      abilities: { server: "other", cancel: false, models: ["base-1b"] },
    });
  });

  it("of OpenAI says when it ends", async () => {
    const id = await makeTrainingPlace(lead, {
      kind: "fine_tuning",
      url: fake.url,
      key: fake.key,
      settings: { server: "openai" },
    });
    expect(await lookAtTrainingPlace(id, tools)).toContain("6 January 2027");
  });

  it("where nobody answers ends in words, once", async () => {
    const id = await makeTrainingPlace(lead, { kind: "fine_tuning", url: fake.url, key: fake.key });
    await testTrainingPlace(lead, id);
    await fake.server.close();
    await doDueJobs();
    expect(await findTrainingPlace(id)).toMatchObject({
      test: { status: "failed", error: expect.stringContaining("ECONNREFUSED") },
    });
  });

  it("that is not there says so", async () => {
    const id = await makeTrainingPlace(lead, { kind: "fine_tuning", url: `${fake.url}/none`, key: fake.key });
    await expect(lookAtTrainingPlace(id, tools)).rejects.toThrow("has no fine-tuning API");
  });
});
