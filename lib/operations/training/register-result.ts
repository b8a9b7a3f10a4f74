import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { transaction } from "@/lib/data/sql";
import { listTrainerHosts } from "@/lib/data/training/trainer-hosts";
import { finishTraining, type TrainedEntry } from "@/lib/data/training/training-course";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import type { TrainingResult } from "@/lib/domain/training-job/result";
import { type TrainingJob, trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeTraining } from "./create-training";

/** The address of what a trainer host serves on demand, while it sleeps: it gets another when it wakes. */
export const asleepUrl = "http://asleep.invalid/v1";

/** Enters what somebody trained with a bundle in the catalogue, with its origin. Throws `conflict` where there is one already. */
export async function registerResult(viewer: Viewer, id: string, result: TrainingResult): Promise<TrainingJob> {
  const training = must(await findTrainingJob(id), "the training");
  await authorizeTraining(viewer, training.spec);
  if (training.status !== "done" || training.model)
    throw new AppError(
      "conflict",
      "This training is not done, or its model stands in the catalogue already. Nothing was changed.",
    );
  const entry = await entryOf(result);
  const outcome = trainingOutcomeSchema.parse({
    ...training.outcome,
    folder: result.kind === "folder" ? result.folder : null,
  });
  await transaction((tx) => finishTraining(tx, id, { outcome, entry }));
  return must(await findTrainingJob(id), "the training");
}

async function entryOf(result: TrainingResult): Promise<TrainedEntry> {
  const { name, rendering, contextWindow } = result;
  const about = { name, kind: "openai", trainedOn: null, rendering, contextWindow } as const;
  if (result.kind === "endpoint")
    return Object.assign({}, about, { baseUrl: result.baseUrl, upstreamModel: result.upstreamModel });
  const { hostId, folder } = result;
  if (!(await listTrainerHosts()).some(({ id }) => id === hostId)) {
    const words = "That host is not known. Start `npm run trainer` there once.";
    throw new AppError("invalid", `${words} Nothing was changed.`, { fields: { hostId: words } });
  }
  const serving = {
    baseUrl: asleepUrl,
    upstreamModel: folder.slice(-300),
    state: "asleep",
    hostId,
    serving: { folder },
  } as const;
  return Object.assign({}, about, serving);
}
