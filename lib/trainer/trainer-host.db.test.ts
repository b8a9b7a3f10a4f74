import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { findServedModel } from "@/lib/data/training/served-models";
import { listTrainerHosts } from "@/lib/data/training/trainer-hosts";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import type { ChatModel } from "@/lib/domain/chat-model";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { trainingSpecSchema } from "@/lib/domain/training-job/spec";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { createTraining } from "@/lib/operations/training/create-training";
import { makeDialogue } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import {
  expireTrainerLeases,
  makeBase,
  makeStandInPython,
  startTrainerProcess,
  type TrainerProcess,
} from "@/lib/testing/trainer-process";
import { createModelShelf } from "@/lib/worker/model-shelf";
import { isAlive, type KnownProcess } from "./processes";

withDatabase();

const folder = mkdtempSync(join(tmpdir(), "realchat-trainer-"));
const python = makeStandInPython(folder);
const hosts: TrainerProcess[] = [];
let lead: Viewer;
let snapshotId = "";

beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
  const texts = ["What do numbats eat?", "Termites.", "Only those?", "Mostly."];
  const dialogueIds = [];
  for (let i = 0; i < 4; i++) dialogueIds.push((await makeDialogue({ status: "ended", texts })).dialogue.id);
  const { id } = await createDataSet(lead, { name: "Numbats", note: "", members: { list: { dialogueIds } } });
  snapshotId = (await createSnapshot(lead, { dataSetId: id, note: "" })).id;
});

afterAll(async () => {
  await Promise.all(hosts.map((host) => host.end("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

async function startHost(env: Record<string, string> = {}): Promise<TrainerProcess> {
  const here = {
    REALCHAT_TRAINER_DIR: join(folder, "host"),
    REALCHAT_TRAINER_NAME: "Box",
    REALCHAT_TRAINER_PYTHON: python,
  };
  const host = await startTrainerProcess({ ...here, ...env });
  hosts.push(host);
  return host;
}

async function ask(told: object, change: Partial<TrainingSpec> = {}): Promise<string> {
  const path = makeBase(join(folder, `base-${Math.random()}`), told);
  const asked = {
    name: "Asker",
    way: "studio",
    target: "user",
    parts: [{ snapshotId }],
    base: { kind: "folder", path },
  };
  return (await createTraining(lead, trainingSpecSchema.parse({ ...asked, ...change }))).id;
}

async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (let i = 0; i < 300; i++) {
    const found = await look();
    if (found) return found;
    await sleep(100);
  }
  throw new Error("It did not come to pass within 30 s");
}

const ended = (id: string) =>
  until(async () => {
    const job = must(await findTrainingJob(id), "the training");
    return ["done", "failed", "stopped"].includes(job.status) && job;
  });
const atStep = (id: string, step: number) => until(async () => ((await findTrainingJob(id))?.last?.step ?? 0) >= step);
const stepsOf = async (id: string) =>
  (
    await query<{
      step: number;
    }>`SELECT step FROM training_event WHERE training_job_id = ${id} AND kind = 'step' ORDER BY step`
  ).map(({ step }) => step);
const logOf = async (id: string) =>
  (
    await query<{
      text: string;
    }>`SELECT l.text FROM job_line l JOIN job j ON j.id = l.job_id WHERE j.subject_id = ${id} ORDER BY l.id`
  ).map(({ text }) => text);
const processOf = (id: string): KnownProcess =>
  JSON.parse(readFileSync(join(folder, "host", "trainings", id, "process.json"), "utf8"));
const all = (steps: number) => Array.from({ length: steps }, (_, i) => i + 1);

async function sayBy(chat: ChatModel): Promise<string> {
  let said = "";
  const request = { prompt: { kind: "chat" as const, messages: [] }, maxTokens: 20 };
  for await (const event of chat.stream(request, new AbortController().signal))
    if (event.type === "text") said += event.text;
  return said;
}

describe("a trainer host", () => {
  it("trains in a process of its own, serves what came of it when it is asked, and lets it sleep again", async () => {
    const id = await ask({ steps: 12 });
    const host = await startHost({ REALCHAT_TRAINER_IDLE: "0.03" });
    const { status, model, outcome, error } = await ended(id);
    expect({ status, error }).toEqual({ status: "done", error: null });
    expect(outcome).toMatchObject({ steps: 12, loss: 0.25 });
    expect(await stepsOf(id)).toEqual(all(12));
    expect((await logOf(id)).filter((line) => line === "Begins.")).toHaveLength(1);
    expect(await listTrainerHosts()).toMatchObject([
      { name: "Box", isAway: false, abilities: { python: "3.11.7", gpus: [] } },
    ]);

    const modelId = must(model, "the model").id;
    expect(await findServedModel(modelId)).toMatchObject({ state: "asleep", hostName: "Box" });
    const { chat, entry } = await createModelShelf()(modelId);
    expect(entry).toMatchObject({ rendering: "chat", trainingJobId: id, inputPrice: 0 });
    const said = await sayBy(chat);
    expect(said).toBe("What do numbats eat?");
    expect(await findServedModel(modelId)).toMatchObject({ state: "awake" });
    await until(async () => (await findServedModel(modelId))?.state === "asleep");
    await host.end("SIGTERM");

    // A host that dies with a model awake: whoever calls waits for the next one, and nothing fails.
    const [second, again] = [await startHost(), () => sayBy(chat)];
    expect(await again()).toBe(said);
    await second.end("SIGKILL");
    await sleep(600);
    const waits = again();
    await expireTrainerLeases(second);
    const third = await startHost();
    expect(await waits).toBe(said);
    await third.end("SIGTERM");
  });

  it("is killed while the process trains on: the next one looks after that very process, and nothing is told twice", async () => {
    const id = await ask({ steps: 120, stepMs: 100 });
    const first = await startHost();
    await atStep(id, 5);
    const trains = processOf(id);
    await first.end("SIGKILL");
    await sleep(600);
    expect(isAlive(trains)).toBe(true);
    await expireTrainerLeases(first);
    const second = await startHost();
    expect(await ended(id)).toMatchObject({ status: "done" });
    expect(await stepsOf(id)).toEqual(all(120));
    const log = await logOf(id);
    expect(log.filter((line) => line === "Begins.")).toHaveLength(1);
    expect(log.filter((line) => line.startsWith("Goes on from"))).toEqual([]);
    expect(log).toContain(`The process ${trains.pid} trained on meanwhile, and is looked after again.`);
    await second.end("SIGTERM");
  });

  it("goes on from the last checkpoint where the process was killed as well", async () => {
    const id = await ask({ steps: 100, stepMs: 100 });
    const first = await startHost();
    await atStep(id, 12);
    const trains = processOf(id);
    await first.end("SIGKILL");
    process.kill(-trains.pid, "SIGKILL");
    await expireTrainerLeases(first);
    const second = await startHost();
    expect(await ended(id)).toMatchObject({ status: "done" });
    expect(await stepsOf(id)).toEqual(all(100));
    expect((await logOf(id)).filter((line) => /^Goes on from checkpoint-\d+\.$/.test(line))).toHaveLength(1);
    await second.end("SIGTERM");
  });

  it("ends the process with the job: cancelled, it writes a checkpoint and is gone", async () => {
    const id = await ask({ steps: 1_000, stepMs: 40 });
    const host = await startHost();
    await atStep(id, 7);
    const trains = processOf(id);
    await query`UPDATE job SET cancel_requested = true WHERE subject_id = ${id}`;
    expect(await ended(id)).toMatchObject({ status: "stopped", model: null });
    expect(isAlive(trains)).toBe(false);
    const [last] = await query<{
      step: number;
    }>`SELECT max(step) AS step FROM training_checkpoint WHERE training_job_id = ${id}`;
    expect(must(last, "a checkpoint").step).toBeGreaterThanOrEqual(7);
    await host.end("SIGTERM");
  });

  it("says what stopped a training, and what to do", async () => {
    const failed = { kind: "nan_loss", error: "The loss is no number any more at step 3. Lower the learning rate." };
    const asked = {
      nan_loss: await ask({ fault: { at: 3, event: failed } }),
      out_of_memory: await ask({ fault: { at: 2, says: "torch.OutOfMemoryError: CUDA out of memory." } }),
      disk_full: await ask({ fault: { at: 2, says: "OSError: [Errno 28] No space left on device" } }),
      died: await ask({ fault: { at: 2, signal: "SIGKILL" } }),
      missing_base: await ask({}, { base: { kind: "folder", path: join(folder, "nowhere") } }),
      no_gpu: await ask({}, { needsGpu: true }),
    };
    const host = await startHost();
    const words = {
      out_of_memory: /not enough memory.*lower/i,
      disk_full: /make room/i,
      died: /SIGKILL.*memory/,
      missing_base: /no model in/,
      no_gpu: /asks for a GPU/,
      nan_loss: /Lower the learning rate/,
    };
    for (const [fault, id] of Object.entries(asked)) {
      const job = await ended(id);
      expect(job).toMatchObject({ status: "failed", fault });
      expect(job.error).toMatch(words[fault as keyof typeof words]);
    }
    await host.end("SIGTERM");
  });
});
