import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { type Queryable, transaction } from "@/lib/data/sql";
import { findTrainingJob, insertTrainingJob } from "@/lib/data/training/training-jobs";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { recipeOf } from "@/lib/domain/training-job/spec";
import { jobKindOf, type TrainingJob } from "@/lib/domain/training-job/training-job";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { authorizeExport } from "../exporting/authorize-export";
import { chosenFormat } from "../exporting/dialect-of";
import { planTraining } from "./plan-training";
import { limitsNow } from "./training-limits";

/** Throws `forbidden` unless the viewer may have models trained, of all these data sets. */
export async function authorizeTraining(viewer: Viewer, spec: Pick<TrainingSpec, "parts">): Promise<void> {
  authorize(viewer, "model.manage");
  await authorizeExport(viewer, spec);
}

/**
 * Writes down what is to be trained, with the very dialogues that it takes, and asks for the job that does it. Throws `invalid`
 * with what to choose otherwise where its way cannot do it: nothing is begun, and nothing sent.
 */
export async function createTraining(viewer: Viewer, spec: TrainingSpec): Promise<TrainingJob> {
  await authorizeTraining(viewer, spec);
  chosenFormat(recipeOf(spec));
  const plan = await planTraining(spec);
  const hindrance = (await limitsNow(spec, plan)).find(({ isRefused }) => isRefused);
  if (hindrance) throw new AppError("invalid", `${hindrance.words} Nothing was begun.`);
  const sizeOf = new Map<string, number>();
  for (const { snapshotId } of spec.parts)
    sizeOf.set(snapshotId, must(await findSnapshot(snapshotId), "the snapshot").dialogues);
  const id = newId("trainingJob");
  await transaction(async (tx) => {
    await insertTrainingJob(tx, { id, spec, personId: viewer.id, plan, sizeOf });
    await askForTraining(tx, id, spec, viewer.id);
  });
  return must(await findTrainingJob(id), "the training");
}

/** Asks for the job that does it, or goes on with it; of each training there is one at a time. */
export async function askForTraining(
  tx: Queryable,
  trainingJobId: string,
  spec: Pick<TrainingSpec, "way">,
  personId: string,
): Promise<void> {
  const kind = jobKindOf(spec);
  const key = `training:${trainingJobId}`;
  await enqueueJob(tx, { kind, payload: { trainingJobId }, subject: trainingJobId, key, personId });
}
