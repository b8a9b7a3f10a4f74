import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/data/prisma";
import { ModelFault } from "@/lib/domain/chat-model";
import type { EmbeddingModel } from "@/lib/domain/embedding-model";
import type { Viewer } from "@/lib/domain/viewer";
import { createDataSet } from "@/lib/operations/data-sets/data-sets";
import { createSnapshot } from "@/lib/operations/data-sets/freeze";
import { makeDialogue, makeModel } from "@/lib/testing/builders";
import { withDatabase } from "@/lib/testing/database";
import { doDueJobs } from "@/lib/testing/job-runner";
import { query } from "@/lib/testing/query";
import { makeViewer } from "@/lib/testing/review";
import { askForVectors, estimateVectors, openVectors, readQuestionVectors } from "./vectors";

withDatabase();

let lead: Viewer;
beforeAll(async () => {
  lead = await makeViewer("Lea", ["lead"]);
});

let made = 0;
/** A snapshot of one dialogue with so many questions, none of which another test asks. */
async function snapshotOf(questions: number): Promise<string> {
  const about = made++;
  const texts = Array.from({ length: questions }, (_, i) => [`Question ${about}.${i}?`, "An answer."]).flat();
  const { dialogue } = await makeDialogue({ status: "ended", texts });
  const members = { list: { dialogueIds: [dialogue.id] } };
  const { id: dataSetId } = await createDataSet(lead, { name: "Talks", note: "", members });
  return (await createSnapshot(lead, { dataSetId, note: "" })).id;
}

async function endpoint(): Promise<string> {
  const { id } = await makeModel({
    name: "Embedder",
    baseUrl: `http://127.0.0.1:9/${made++}/v1`,
    contextWindow: 1_000,
  });
  await prisma.model.update({ where: { id }, data: { inputPrice: 10 } });
  return id;
}

/** Gives vectors of this length, and keeps the texts that it was asked for. */
function embedderOf(dimensions: number, refuses = (_texts: readonly string[]): ModelFault | null => null) {
  const asked: string[][] = [];
  const embedder: EmbeddingModel = {
    async embed(texts) {
      const fault = refuses(texts);
      if (fault) throw fault;
      asked.push([...texts]);
      return { vectors: texts.map((text) => new Float32Array(dimensions).fill(text.length)), tokens: texts.length * 3 };
    },
  };
  return { embedder, asked };
}

const job = async (id: string) =>
  prisma.job.findUniqueOrThrow({ where: { id }, select: { status: true, error: true, done: true, total: true } });
const spent = async () =>
  (await query<{ tokens: number }>`SELECT coalesce(sum(tokens), 0)::int AS tokens FROM spending`)[0]?.tokens ?? 0;
/** Failures are tried again later; a test does not wait. */
const soon = () => query`UPDATE job SET due_at = now() WHERE status = 'waiting'`;

it("tells the cost first, asks for 256 at once, keeps what came, and asks for nothing twice", async () => {
  const [snapshotId, modelId, before] = [await snapshotOf(300), await endpoint(), await spent()];
  const estimate = await estimateVectors(snapshotId, modelId);
  expect(estimate).toMatchObject({ texts: 300, missing: 300, dimensions: null });
  expect(estimate.cost).toBeCloseTo((estimate.tokens * 10) / 1e6, 9);
  expect(await spent()).toBe(before);

  const { embedder, asked } = embedderOf(4);
  const { id } = await askForVectors(lead, snapshotId, modelId);
  await doDueJobs({ embedder });
  expect(await job(id)).toEqual({ status: "done", error: null, done: 300, total: 300 });
  expect(asked.map(({ length }) => length)).toEqual([256, 44]);
  expect(await spent()).toBe(before + 900);
  expect(await estimateVectors(snapshotId, modelId)).toEqual({
    texts: 300,
    missing: 0,
    tokens: 0,
    cost: 0,
    dimensions: 4,
  });

  await askForVectors(lead, snapshotId, modelId);
  await doDueJobs({ embedder });
  expect(asked).toHaveLength(2);

  for await (const [questions = []] of readQuestionVectors(snapshotId, await openVectors(modelId)))
    expect(questions.map(({ text, vector }) => vector?.[0] === text.length)).toEqual(questions.map(() => true));
});

it("keeps what was paid when the endpoint goes away half-way, says so, and goes on from there", async () => {
  const [snapshotId, modelId] = [await snapshotOf(600), await endpoint()];
  let calls = 0;
  const gone = embedderOf(4, () => (++calls > 1 ? new ModelFault("network", "The connection failed.") : null));
  const { id } = await askForVectors(lead, snapshotId, modelId);
  for (let i = 0; i < 8; i++) {
    await doDueJobs(gone);
    await soon();
  }
  expect(await job(id)).toMatchObject({
    status: "failed",
    error: "The connection failed. 256 of 600 questions have vectors, which stay; nothing is paid for twice.",
  });
  expect(await estimateVectors(snapshotId, modelId)).toMatchObject({ missing: 344 });
  const back = embedderOf(4);
  await askForVectors(lead, snapshotId, modelId);
  await doDueJobs(back);
  expect(back.asked.flat()).toHaveLength(344);
  expect(await estimateVectors(snapshotId, modelId)).toMatchObject({ missing: 0 });
});

it("keeps vectors of another length apart, says what happened, and tells what the rest would cost anew", async () => {
  const [snapshotId, other, modelId] = [await snapshotOf(3), await snapshotOf(2), await endpoint()];
  await askForVectors(lead, snapshotId, modelId);
  await doDueJobs(embedderOf(4));
  const { id } = await askForVectors(lead, other, modelId);
  await doDueJobs(embedderOf(6));
  expect(await job(id)).toMatchObject({
    status: "failed",
    error: expect.stringContaining("Embedder gave vectors of 6 numbers, and 4 before."),
  });
  expect(await estimateVectors(other, modelId)).toMatchObject({ missing: 0, dimensions: 6 });
  expect(await estimateVectors(snapshotId, modelId)).toMatchObject({ texts: 3, missing: 3, dimensions: 6 });
});

it("leaves out the one text that the endpoint refuses, and ends where it refuses the key", async () => {
  const [snapshotId, modelId] = [await snapshotOf(300), await endpoint()];
  const picky = embedderOf(4, (texts) =>
    texts.some((text) => /\.290\?/.test(text)) ? new ModelFault("bad_request", "No.") : null,
  );
  const { id } = await askForVectors(lead, snapshotId, modelId);
  await doDueJobs(picky);
  expect(await job(id)).toMatchObject({ status: "done", done: 300 });
  expect(await estimateVectors(snapshotId, modelId)).toMatchObject({ missing: 1 });

  const closed = await askForVectors(lead, await snapshotOf(1), await endpoint());
  await doDueJobs(embedderOf(4, () => new ModelFault("unauthorized", "It refused the API key.")));
  expect(await job(closed.id)).toMatchObject({
    status: "failed",
    error: expect.stringContaining("refused the API key"),
  });
});

it("reads the studio's own vectors without asking, and refuses what gives none", async () => {
  const own = await openVectors("own");
  for await (const [questions = []] of readQuestionVectors(await snapshotOf(2), own))
    expect(questions.map(({ vector }) => vector?.length)).toEqual([own.dimensions, own.dimensions]);
  const { id } = await makeModel({ kind: "embedded", trainedOn: "user" });
  await expect(openVectors(id)).rejects.toThrow("gives no vectors");
  await expect(openVectors(await endpoint())).rejects.toThrow("has not been asked");
});
