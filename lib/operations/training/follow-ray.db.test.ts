import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import type { Viewer } from "@/lib/domain/viewer";
import { withDatabase } from "@/lib/testing/database";
import { type FakeRay, startFakeRay } from "@/lib/testing/fake-ray";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { askToTrain, makeTrainingPlace, makeTrainingSnapshot, stageOf } from "@/lib/testing/trained-elsewhere";
import { unzipped } from "@/lib/testing/unzipped";
import { followRay } from "./follow-ray";
import { lookAtTrainingPlace } from "./look-at-place";

withDatabase();

const token = "ray-right0token";
let lead: Viewer;
let snapshotId: string;
let fake: FakeRay;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  snapshotId = await makeTrainingSnapshot(lead);
});
beforeEach(async () => {
  fake = await startFakeRay({ token });
});
afterEach(() => fake.close());

const storage = "/mnt/team/models";

async function asked(settings: object = { storage }, more: object = {}): Promise<string> {
  const placeId = await makeTrainingPlace(lead, { kind: "ray", url: fake.url, key: token, settings });
  return askToTrain(lead, "ray", { placeId, snapshotId, ...more });
}

/** A training that was submitted. */
async function submitted(settings?: object, more?: object) {
  const stage = await stageOf(await asked(settings, more));
  expect(await stage.look(followRay)).toMatchObject({ kind: "later" });
  const id = `${stage.task.id}-1`;
  expect([...fake.jobs.keys()]).toEqual([id]);
  return { stage, id };
}

const step = (n: number) => `${JSON.stringify({ type: "step", step: n, of: 9, loss: 9 / n })}\n`;
const done = `${JSON.stringify({ type: "done", folder: "final" })}\n`;

describe("a training on a Ray cluster", () => {
  it("is the studio's own training folder, told where to write, and is followed to its result", async () => {
    const id = await asked({ storage, packages: ["trl==1.16.0"], gpus: 1 });
    const go = async () => {
      await query`UPDATE job SET due_at = now() WHERE status = 'waiting'`;
      await doDueJobs();
    };
    await go();
    const [name, job] = must([...fake.jobs][0], "a job");
    expect(fake.jobs.size).toBe(1);
    expect(name).toBe(`${id}-1`);
    expect(job.body).toMatchObject({
      entrypoint: "python train.py order.json",
      entrypoint_num_gpus: 1,
      runtime_env: { pip: ["trl==1.16.0"], env_vars: { RAY_JOB_STOP_WAIT_TIME_S: "60" } },
      metadata: { training: id },
    });
    const files = unzipped(must([...fake.packages.values()][0], "the package"));
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(["train.py", "order.json", "studio/run.py", "train.jsonl"]),
    );
    const order = JSON.parse(files.get("order.json") ?? "");
    expect(order).toMatchObject({ output: `${storage}/${id}`, learningRate: 2e-5, train: "train.jsonl" });
    expect(files.get("train.jsonl")?.trim().split("\n").length).toBeGreaterThan(2);
    fake.play(name, `Loading\n${step(1)}{"type":"evaluation","step":1,"loss":2}\n`);
    await go();
    expect(await findTrainingJob(id)).toMatchObject({ status: "running", last: { step: 1, of: 9 } });
    fake.play(name, `${step(9)}${done}`, "SUCCEEDED");
    await go();
    expect(await findTrainingJob(id)).toMatchObject({
      status: "done",
      model: null,
      outcome: { folder: `${storage}/${id}/final`, steps: 9 },
    });
  });

  it("of another engine has its settings, and no word of its own at its end", async () => {
    const { stage, id } = await submitted({ storage }, { engine: "llama_factory" });
    expect(fake.jobs.get(id)?.body.entrypoint).toBe("python -m llamafactory.cli train llama-factory.yaml");
    const files = unzipped(must([...fake.packages.values()][0], "the package"));
    expect(files.get("llama-factory.yaml")).toContain(`output_dir: "${storage}/${stage.task.id}"`);
    fake.play(id, "{'loss': 1.5, 'epoch': 0.5}\n");
    await stage.look(followRay);
    fake.play(id, "{'loss': 1.2, 'epoch': 1.0}\n", "SUCCEEDED");
    expect(await stage.look(followRay)).toMatchObject({
      kind: "done",
      outcome: { folder: `${storage}/${stage.task.id}`, steps: 2 },
    });
    expect(stage.told.map(({ step: n }) => n)).toEqual([1, 2]);
  });

  it("carries its result into a bucket where the machines share no folder", async () => {
    const { stage, id } = await submitted({ storage: "s3://team/models" });
    const target = `s3://team/models/${stage.task.id}`;
    expect(fake.jobs.get(id)?.body.entrypoint).toBe(`python carry.py ${target} python train.py order.json`);
    expect(unzipped(must([...fake.packages.values()][0], "the package")).get("carry.py")).toContain("boto3");
    fake.play(id, `${JSON.stringify({ type: "done", folder: target })}\n`, "SUCCEEDED");
    expect(await stage.look(followRay)).toMatchObject({ kind: "done", outcome: { folder: target } });
  });

  it.each(["before", "after"] as const)("killed %s any answer, it is submitted once", async (dies) => {
    for (let nth = 0; ; nth++) {
      await fake.close();
      fake = await startFakeRay({ token });
      const stage = await stageOf(await asked());
      let left = nth;
      fake.server.mishaps.push({ at: { test: () => left-- === 0 } as unknown as RegExp, dies });
      await stage.lookOn(followRay, 4);
      expect([fake.jobs.size, fake.packages.size], `request ${nth}`).toEqual([1, 1]);
      if (left >= 0) break;
      expect(nth).toBeLessThan(20);
    }
  });

  it("reads a log of any length in stretches, each figure once", async () => {
    const { stage, id } = await submitted();
    const noise = `${"x".repeat(99)}\n`.repeat(45_000);
    fake.play(id, `${step(1)}${noise}${step(2)}`);
    const delays: number[] = [];
    for (let looks = 0; looks < 4; looks++) {
      const look = await stage.look(followRay);
      if (look.kind === "later") delays.push(look.delayMs);
    }
    expect(stage.told.map(({ step: n }) => n)).toEqual([1, 2]);
    expect(delays.slice(0, 2)).toEqual([0, 0]);
    // What is sent anew from its beginning each time is asked for less often.
    expect(delays.at(-1)).toBeGreaterThan(9_000);
    expect(stage.notes.length).toBeLessThan(700);
  });

  it("an hour without an answer costs nothing", async () => {
    const { stage, id } = await submitted();
    fake.play(id, step(1));
    await stage.look(followRay);
    const until = stage.clock.now + 3_600_000;
    let looks = 0;
    for (; stage.clock.now < until; looks++) {
      fake.server.mishaps.push({ at: /./, dies: "before" });
      const look = await stage.look(followRay);
      stage.clock.now += look.kind === "later" ? look.delayMs : Number.NaN;
    }
    expect(looks).toBeLessThan(60);
    expect(stage.sentences.at(-1)).toContain("what runs there goes on");
    fake.play(id, `${step(2)}${done}`, "SUCCEEDED");
    expect(await stage.look(followRay)).toMatchObject({ kind: "done" });
    expect(stage.told.map(({ step: n }) => n)).toEqual([1, 2]);
  });

  it.each([
    [
      "its own words",
      `${JSON.stringify({ type: "failed", kind: "nan_loss", error: "The loss is no number." })}\n`,
      "Job entrypoint command failed",
      "nan_loss",
    ],
    ["a process that was killed", "", "Job entrypoint command failed with exit code 137", "out_of_memory"],
    ["packages that are not there", "", "Failed to set up runtime environment: pip install failed", "refused"],
    ["no word at all", "", "", "died"],
  ])("that failed is told by %s", async (_, log, message, fault) => {
    const { stage, id } = await submitted();
    fake.play(id, log, "FAILED", message);
    expect(await stage.look(followRay)).toMatchObject({ kind: "failed", fault });
    // The same look once more submits nothing; a person's retry does, under a name of its own.
    await stage.look(followRay);
    expect(fake.jobs.size).toBe(1);
    Object.assign(stage.task, { attempt: 2 });
    await stage.look(followRay);
    expect([...fake.jobs.keys()]).toEqual([id, `${stage.task.id}-2`]);
    expect(fake.packages.size).toBe(1);
  });

  it("that ended without saying what it made is not taken for done", async () => {
    const { stage, id } = await submitted();
    fake.play(id, step(9), "SUCCEEDED");
    expect(await stage.look(followRay)).toMatchObject({ kind: "failed", fault: "died" });
  });

  it("that a restarted head forgot is given two minutes, and can be submitted anew", async () => {
    const { stage } = await submitted();
    fake.forget();
    expect(await stage.look(followRay)).toMatchObject({ kind: "later" });
    expect(await stage.lookOn(followRay, 30)).toMatchObject({
      kind: "failed",
      fault: "died",
      error: expect.stringContaining("does not know"),
    });
    expect(fake.jobs.size).toBe(0);
    Object.assign(stage.task, { attempt: 2 });
    await stage.look(followRay);
    expect(fake.jobs.size).toBe(1);
  });

  it("is stopped there; before it was submitted nothing is", async () => {
    const { stage, id } = await submitted();
    fake.play(id, step(1));
    Object.assign(stage.task, { stopAskedAt: new Date() });
    expect(await stage.look(followRay)).toMatchObject({ kind: "later" });
    expect(fake.jobs.get(id)?.status).toBe("STOPPED");
    expect(await stage.look(followRay)).toEqual({ kind: "stopped" });
    const idle = await stageOf(await asked());
    Object.assign(idle.task, { stopAskedAt: new Date() });
    expect(await idle.look(followRay)).toEqual({ kind: "stopped" });
    expect(fake.jobs.size).toBe(1);
  });

  it("says in words what a look at the cluster found", async () => {
    const { pool } = await import("@/lib/data/pool");
    const tools = {
      signal: new AbortController().signal,
      whileHeld: <T>(work: (tx: never) => Promise<T>) => work(pool() as never),
    };
    const id = await makeTrainingPlace(lead, { kind: "ray", url: fake.url, key: token, settings: { gpus: 4 } });
    const words = await lookAtTrainingPlace(id, tools);
    expect(words).toContain("Ray 2.60.0 with 8 cores and 2 GPUs takes jobs.");
    expect(words).toContain("ask for 4 GPUs");
    expect(words).toContain("No storage is named");
    const wrong = await makeTrainingPlace(lead, { kind: "ray", url: fake.url, key: "wrong" });
    await expect(lookAtTrainingPlace(wrong, tools)).rejects.toThrow("does not let this token in");
  });
});
