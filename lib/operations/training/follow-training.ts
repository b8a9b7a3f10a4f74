import { AppError } from "@/lib/base/app-error";
import type { Queryable } from "@/lib/data/sql";
import { enterPhase, failTraining, finishTraining, rememberRemote } from "@/lib/data/training/training-course";
import { recordTraining } from "@/lib/data/training/training-events";
import { findTrainingTask } from "@/lib/data/training/training-jobs";
import { untilReachable } from "@/lib/data/until-reachable";
import type { TrainingWay } from "@/lib/domain/training-job/spec";
import type { TrainingLook, TrainingTools, TrainingWayPort } from "./training-way";

type Tools = Pick<TrainingTools, "signal" | "report" | "note" | "rest"> & {
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

/** How a look at a training ended, for its job. */
export type FollowedTraining =
  | { kind: "done"; result: { modelId: string | null; isStopped: boolean } }
  | { kind: "later"; delayMs: number }
  | { kind: "refused"; error: string };

/** Ways that a worker follows, each loaded with the first job that goes it; the studio's own trainer is a host of its own. */
const ways: Record<Exclude<TrainingWay, "studio">, () => Promise<TrainingWayPort>> = {
  embedded: async () => (await import("./train-embedded")).trainEmbedded,
  bundle: async () => (await import("./make-bundle")).makeBundle,
  ray: async () => (await import("./follow-ray")).followRay,
  fine_tuning: async () => (await import("./follow-tuning")).followTuning,
};

/** Goes on with a training by its way, and writes down what came of it. */
export async function followTraining(id: string, { whileHeld, ...tools }: Tools): Promise<FollowedTraining> {
  const task = await untilReachable(() => findTrainingTask(id));
  if (!task) return { kind: "refused", error: "This training is gone." };
  const written = <T>(work: (tx: Queryable) => Promise<T>) => untilReachable(() => whileHeld(work));
  const { way } = task.spec;
  if (way === "studio") return { kind: "refused", error: "This is a trainer host's work, and a worker was asked." };
  const follow = await ways[way]();
  const look = await lookOf(
    follow(task, {
      ...tools,
      enter: (phase) => written((tx) => enterPhase(tx, id, phase)),
      remember: (remote) => written((tx) => rememberRemote(tx, id, remote)),
      record: (events) => written((tx) => recordTraining(tx, id, events)),
    }),
  );
  switch (look.kind) {
    case "later":
      return look;
    case "stopped":
      return { kind: "done", result: { modelId: null, isStopped: true } };
    case "failed":
      await written((tx) => failTraining(tx, id, look.fault));
      return { kind: "refused", error: look.error };
    case "done": {
      const modelId = await written((tx) => finishTraining(tx, id, look));
      return { kind: "done", result: { modelId, isStopped: false } };
    }
  }
}

/** What is meant for a person is no better at another try. */
async function lookOf(following: Promise<TrainingLook>): Promise<TrainingLook> {
  try {
    return await following;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: "failed", fault: "data", error: error.message };
  }
}
