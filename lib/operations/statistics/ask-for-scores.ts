import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findModel } from "@/lib/data/models";
import { transaction } from "@/lib/data/sql";
import { listUnscored, readUpTo } from "@/lib/data/statistics/dialogue-scores";
import type { Job } from "@/lib/domain/job";
import { costOf, type Model } from "@/lib/domain/model";
import type { Measured } from "@/lib/domain/statistics/measured";
import type { Viewer } from "@/lib/domain/viewer";
import { qualityPromptVersion, questionQualityPrompt } from "@/lib/eval/judge/question-quality";
import { loadTokenCounter } from "@/lib/models/tokens";
import { authorizeMeasured } from "./corpus-figures";
import { drawnTurns } from "./drawn-turns";

export type ScoreOrder = { modelId: string; dialogues: number; peopleId: string | null };

/** Tokens of four numbers, for want of anything better. */
const usualReply = 40;
/** So many dialogues are written out and counted; the others are taken to be like them. */
const mostCounted = 50;

/** What of an order was not asked yet, by the turns with which dialogues end, and how many dialogues it is of. */
export async function openScores(
  of: Measured,
  { modelId, dialogues, peopleId }: ScoreOrder,
): Promise<{ due: string[]; total: number }> {
  const sides: Measured[] = peopleId === null ? [of] : [of, { kind: "snapshot", id: peopleId }];
  const turnIds = new Set<string>();
  // In the order of the draw: what is there at any moment is a sample of its own.
  for (const side of sides) for (const turnId of await drawnTurns(side, dialogues)) turnIds.add(turnId);
  const unscored = await listUnscored([...turnIds], { modelId, version: qualityPromptVersion });
  return { due: [...turnIds].filter((turnId) => unscored.has(turnId)), total: turnIds.size };
}

/** What scoring would take. Nothing is called. */
export async function previewScores(of: Measured, order: ScoreOrder) {
  const model = await requireJudge(order.modelId);
  const [{ due, total }, countTokens] = await Promise.all([openScores(of, order), loadTokenCounter()]);
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

/** What a judge is asked about the dialogue up to a turn. */
export async function promptOf(turnId: string): Promise<{ system: string; user: string }> {
  const turns = await readUpTo(turnId);
  if (turns.length > 0) return questionQualityPrompt(turns);
  throw new Error("The dialogue is not there any more.");
}

/** Asks for the job that has a judge score dialogues; one that is under way is the same. */
export async function askForScores(viewer: Viewer, of: Measured, order: ScoreOrder): Promise<Job> {
  if (order.peopleId === of.id) throw new AppError("invalid", "A snapshot is not held against itself.");
  await authorizeMeasured(viewer, of);
  await requireJudge(order.modelId);
  const payload = { [of.kind === "snapshot" ? "snapshotId" : "dataSetId"]: of.id, ...order };
  const asked = { kind: "dialogue_scores", payload, subject: of.id, personId: viewer.id } as const;
  const key = `scores:${of.id}:${order.modelId}`;
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
