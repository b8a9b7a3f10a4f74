import { AppError } from "@/lib/base/app-error";
import { findTrainingTask } from "@/lib/data/training/training-jobs";
import { sideOf } from "@/lib/domain/training-job/spec";
import { type EmbeddedWeights, trainInSteps } from "@/lib/models/embedded/train";
import { inSlices } from "../in-slices";
import { dialoguesOfPlan } from "./dialogues-of-plan";

/** So many of them stay in a process: one of 5,000 dialogues takes some 100 MB. */
const most = 4;
const held = new Map<string, Promise<EmbeddedWeights>>();

/**
 * What an embedded model has learned by its training: learned again where it is asked for the first time, from the very same
 * dialogues, which a snapshot keeps for good. Those that were asked last stay.
 */
export function learnedOf(trainingJobId: string): Promise<EmbeddedWeights> {
  const learned = held.get(trainingJobId) ?? learn(trainingJobId);
  held.delete(trainingJobId);
  held.set(trainingJobId, learned);
  learned.catch(() => held.delete(trainingJobId));
  for (const id of held.keys()) if (held.size > most) held.delete(id);
  return learned;
}

async function learn(trainingJobId: string): Promise<EmbeddedWeights> {
  const task = await findTrainingTask(trainingJobId);
  if (!task) throw new AppError("not_found", "The training that made this model is gone.");
  return inSlices(trainInSteps(await dialoguesOfPlan(task.plan, "train"), sideOf(task.spec)));
}
