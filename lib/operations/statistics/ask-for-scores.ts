import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findModel } from "@/lib/data/models";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { transaction } from "@/lib/data/sql";
import { listUnscored } from "@/lib/data/statistics/dialogue-scores";
import type { Job } from "@/lib/domain/job";
import { costOf, type Model } from "@/lib/domain/model";
import type { Viewer } from "@/lib/domain/viewer";
import { qualityPromptVersion, questionQualityPrompt } from "@/lib/eval/judge/question-quality";
import { loadTokenCounter } from "@/lib/models/tokens";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";
import { drawnPlaces } from "./drawn-places";

export type ScoreOrder = { modelId: string; dialogues: number; peopleId: string | null };

/** Tokens of four numbers, for want of anything better. */
const usualReply = 40;
/** So many dialogues are written out and counted; the others are taken to be like them. */
const mostCounted = 50;

/** A dialogue that a judge is to be asked about. */
export type DueScore = { snapshotId: string; position: number; turnId: string };

/** What of an order was not asked yet, and how many dialogues it is of. */
export async function openScores(
  snapshotId: string,
  { modelId, dialogues, peopleId }: ScoreOrder,
): Promise<{ due: DueScore[]; total: number }> {
  const due: DueScore[] = [];
  let total = 0;
  for (const id of peopleId === null ? [snapshotId] : [snapshotId, peopleId]) {
    const { dialogues: of } = must(await findSnapshot(id), "the snapshot");
    const places = drawnPlaces(of, dialogues);
    const unscored = await listUnscored(id, { modelId, version: qualityPromptVersion }, places);
    const byPlace = new Map(unscored.map(({ position, turnId }) => [position, turnId]));
    total += places.length;
    // In the order of the draw: what is there at any moment is a sample of its own.
    for (const position of places) {
      const turnId = byPlace.get(position);
      if (turnId !== undefined) due.push({ snapshotId: id, position, turnId });
    }
  }
  return { due, total };
}

/** What scoring would take. Nothing is called. */
export async function previewScores(snapshotId: string, order: ScoreOrder) {
  const model = await requireJudge(order.modelId);
  const [{ due, total }, countTokens] = await Promise.all([openScores(snapshotId, order), loadTokenCounter()]);
  const counted = due.slice(0, mostCounted);
  let tokens = 0;
  for (const one of counted) {
    const { system, user } = await promptOf(one);
    tokens += countTokens(system) + countTokens(user);
  }
  const inputTokens = Math.round((due.length * tokens) / Math.max(1, counted.length));
  const outputTokens = due.length * usualReply;
  const cost = costOf(model, { promptTokens: inputTokens, completionTokens: outputTokens });
  return { calls: due.length, kept: total - due.length, inputTokens, outputTokens, cost };
}

/** What a judge is asked about a dialogue. */
export async function promptOf({ snapshotId, position }: DueScore): Promise<{ system: string; user: string }> {
  for await (const batch of readSnapshotDialogues(snapshotId, { positions: [position] }))
    for (const { turns } of batch) return questionQualityPrompt(turns);
  throw new Error("The dialogue is not in the snapshot any more.");
}

/** Asks for the job that has a judge score dialogues; one that is under way is the same. */
export async function askForScores(viewer: Viewer, snapshotId: string, order: ScoreOrder): Promise<Job> {
  if (order.peopleId === snapshotId) throw new AppError("invalid", "A snapshot is not held against itself.");
  await authorizeSnapshots("keeper", viewer, [snapshotId]);
  await requireJudge(order.modelId);
  const payload = { snapshotId, ...order };
  const asked = { kind: "dialogue_scores", payload, subject: snapshotId, personId: viewer.id } as const;
  const key = `scores:${snapshotId}:${order.modelId}`;
  const jobId = await transaction((tx) => enqueueJob(tx, { ...asked, key }));
  return must(await findJob(jobId), "the job that was asked for");
}

async function requireJudge(modelId: string): Promise<Model> {
  const model = await findModel(modelId);
  if (!model || model.archived)
    throw new AppError("invalid", "This model is not in the catalogue any more.", {
      fields: { modelId: "Choose another" },
    });
  return model;
}
