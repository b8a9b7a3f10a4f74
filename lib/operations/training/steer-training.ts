import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { cancelJob, hurryJob, retryJob } from "@/lib/data/jobs/jobs";
import { transaction } from "@/lib/data/sql";
import { askTrainingToStop, beginTrainingAgain } from "@/lib/data/training/training-course";
import { askToDropCheckpoint } from "@/lib/data/training/training-events";
import { findTrainingJob, hasRemoteTraining } from "@/lib/data/training/training-jobs";
import type { TrainingJob } from "@/lib/domain/training-job/training-job";
import type { Viewer } from "@/lib/domain/viewer";
import { askForTraining, authorizeTraining } from "./create-training";

async function open(viewer: Viewer, id: string): Promise<TrainingJob> {
  const training = must(await findTrainingJob(id), "the training");
  await authorizeTraining(viewer, training.spec);
  return training;
}

/** Asks for a training to stop, where it is trained first of all; what was learned and reported until then stays. */
export async function stopTraining(viewer: Viewer, id: string): Promise<TrainingJob> {
  const { job } = await open(viewer, id);
  const asked = job && { id: job.id, personName: viewer.name };
  const isAsked = await transaction(async (tx) => {
    if (!asked) return false;
    await askTrainingToStop(tx, id);
    return (await hasRemoteTraining(tx, id)) ? hurryJob(tx, asked) : cancelJob(tx, asked);
  });
  if (!isAsked) throw new AppError("conflict", "It has ended already. Nothing was changed.");
  return must(await findTrainingJob(id), "the training");
}

/** Another attempt at what failed or was stopped: from its last checkpoint, where its way has one. */
export async function retryTraining(viewer: Viewer, id: string): Promise<TrainingJob> {
  const { job, spec, status } = await open(viewer, id);
  if (status !== "failed" && status !== "stopped")
    throw new AppError("conflict", "It runs, waits or is done: there is nothing to try again. Nothing was changed.");
  await transaction(async (tx) => {
    await beginTrainingAgain(tx, id);
    const isRevived = job !== null && (await retryJob(tx, { id: job.id, personName: viewer.name }));
    if (!isRevived) await askForTraining(tx, id, spec, viewer.id);
  });
  return must(await findTrainingJob(id), "the training");
}

/** Has a checkpoint dropped by whoever holds its files; its figures stay. */
export async function dropCheckpoint(viewer: Viewer, id: string, step: string): Promise<void> {
  await open(viewer, id);
  const isNumber = /^\d{1,9}$/.test(step);
  if (!isNumber || !(await askToDropCheckpoint(id, Number(step), viewer.id)))
    throw new AppError("not_found", "There is no such checkpoint, or it was dropped already. Nothing was changed.");
}
