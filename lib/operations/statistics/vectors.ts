import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findModel } from "@/lib/data/models";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { transaction } from "@/lib/data/sql";
import { countVectors, findVectorLength, findVectors } from "@/lib/data/statistics/vectors";
import type { Job } from "@/lib/domain/job";
import { costOf, type Model, originOf } from "@/lib/domain/model";
import { sourceOf, type VectorEstimate, type Vectoriser } from "@/lib/domain/statistics/vectoriser";
import type { Viewer } from "@/lib/domain/viewer";
import { ownVectoriser, vectorOf } from "@/lib/measures/vectoriser";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";
import { hashOfText } from "./texts-without-vectors";

const bytesOfToken = 3;

/** What it would come to, to have an endpoint's vectors of all questions of a snapshot. Nothing is sent for it. */
export async function estimateVectors(snapshotId: string, modelId: string): Promise<VectorEstimate> {
  const model = await requireEndpoint(modelId);
  const source = sourceOf(model);
  const dimensions = await findVectorLength(source);
  const { texts, missing, bytes } = await countVectors(snapshotId, { source, dimensions });
  const tokens = Math.ceil(bytes / bytesOfToken);
  return { texts, missing, tokens, cost: costOf(model, { promptTokens: tokens, completionTokens: 0 }), dimensions };
}

/** Asks for the job that gets the vectors that are missing; one that is under way is the same. */
export async function askForVectors(viewer: Viewer, snapshotId: string, modelId: string): Promise<Job> {
  await authorizeSnapshots("keeper", viewer, [snapshotId]);
  await requireEndpoint(modelId);
  const order = {
    kind: "vectors",
    payload: { snapshotId, modelId },
    subject: snapshotId,
    personId: viewer.id,
  } as const;
  const jobId = await transaction((tx) => enqueueJob(tx, { ...order, key: `vectors:${snapshotId}:${modelId}` }));
  return must(await findJob(jobId), "the job that was asked for");
}

async function requireEndpoint(modelId: string): Promise<Model> {
  const model = await findModel(modelId);
  if (!model) throw new AppError("not_found", "There is no such model.");
  if (model.kind !== "embedded") return model;
  throw new AppError("invalid", `${model.name} gives no vectors. The studio's own vectoriser needs no asking.`);
}

/** Vectors of questions, ready to be read; `name` stands beside whatever is told of them. */
export type OpenVectors = {
  name: string;
  dimensions: number;
  /** The vectors of these texts in their order; null for one that has none. */
  of: (texts: readonly string[]) => Promise<(Float32Array | null)[]>;
};

/** Those of the studio's own vectoriser are made as they are read, which is quicker than to keep them; those of an endpoint are found. */
export async function openVectors(vectoriser: Vectoriser): Promise<OpenVectors> {
  if (vectoriser === "own")
    return { name: ownVectoriser.name, dimensions: ownVectoriser.dimensions, of: async (texts) => texts.map(vectorOf) };
  const model = await requireEndpoint(vectoriser);
  const source = sourceOf(model);
  const dimensions = await findVectorLength(source);
  if (dimensions === null)
    throw new AppError(
      "invalid",
      `${model.name} has not been asked for vectors yet. Ask for them first; the cost is told before.`,
    );
  const name = `${model.upstreamModel} at ${originOf(model.baseUrl)}, ${dimensions} numbers a vector`;
  return {
    name,
    dimensions,
    async of(texts) {
      const hashes = texts.map(hashOfText);
      const found = await findVectors({ source, dimensions }, hashes);
      return hashes.map((hash) => found.get(hash.toString("hex")) ?? null);
    },
  };
}

/** A question of a snapshot, with its vector. */
export type QuestionVector = { dialogueId: string; turnId: string; text: string; vector: Float32Array | null };

/** All questions of a snapshot in its order, a batch of dialogues at a time; each dialogue whole in one batch. */
export async function* readQuestionVectors(
  snapshotId: string,
  vectors: OpenVectors,
): AsyncGenerator<QuestionVector[][]> {
  for await (const dialogues of readSnapshotDialogues(snapshotId)) {
    const asked = dialogues.map(({ id, turns }) =>
      turns.flatMap((turn) => (turn.speaker === "user" ? { dialogueId: id, turnId: turn.id, text: turn.text } : [])),
    );
    const found = await vectors.of(asked.flatMap((questions) => questions.map(({ text }) => text)));
    let at = 0;
    yield asked.map((questions) => questions.map((question) => ({ ...question, vector: found[at++] ?? null })));
  }
}
