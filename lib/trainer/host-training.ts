import type { Queryable } from "@/lib/data/sql";
import { listTrainerHosts } from "@/lib/data/training/trainer-hosts";
import { enterPhase, failTraining, finishTraining, type TrainedEntry } from "@/lib/data/training/training-course";
import { findTrainingTask, type TrainingTask } from "@/lib/data/training/training-jobs";
import { untilReachable } from "@/lib/data/until-reachable";
import type { ModelFile } from "@/lib/domain/training-job/model-file";
import { trainingOutcomeSchema } from "@/lib/domain/training-job/training-job";
import { asleepUrl } from "@/lib/operations/training/register-result";
import type { JobHandler } from "@/lib/worker/jobs/job-handler";
import { type Followed, followProcess } from "./follow-process";
import type { HostContext } from "./host-context";
import { listModelFiles } from "./model-folder";
import { isOurs, startTraining } from "./start-training";
import { TrainingHome } from "./training-home";
import { TrainingTrouble } from "./trouble";

/** The host trains one thing at a time: two would take each other's memory. */
let busyWith: string | null = null;

/** Trains on this host, in a process of its own: starts it, goes on with one that is there, and writes down what came of it. */
export function hostTraining(host: HostContext): JobHandler<"host_training"> {
  return async ({ payload: { trainingJobId: id } }, tools) => {
    const written = <T>(work: (tx: Queryable) => Promise<T>) => untilReachable(() => tools.whileHeld(work));
    const task = await untilReachable(() => findTrainingTask(id));
    if (!task) return { kind: "refused", error: "This training is gone." };
    if (busyWith !== null && busyWith !== id) {
      await tools.report({ sentence: `Waits for another training on ${host.machine}` });
      return { kind: "later", delayMs: 5_000 };
    }
    const elsewhere = await whoseIsIt(task, host);
    if (elsewhere) {
      await tools.report({ sentence: elsewhere });
      return { kind: "later", delayMs: 5_000 };
    }
    busyWith = id;
    const home = new TrainingHome(host.places.trainings, id, { machine: host.machine, keeper: host.workerId });
    try {
      await written((tx) => enterPhase(tx, id, "preparing", host.hostId));
      const begun = await startTraining(task, home, host, tools);
      await written((tx) => enterPhase(tx, id, "running", host.hostId));
      const followed = await followProcess(id, home, begun, { ...tools, written });
      if (followed.kind === "stopped") return { kind: "later", delayMs: 0 };
      const files = await listModelFiles(home.path("out", followed.folder)).catch(() => null);
      const modelId = await written((tx) =>
        finishTraining(tx, id, {
          outcome: outcomeOf(followed, home, files),
          entry: entryOf(task, home, followed, host),
        }),
      );
      return { kind: "done", result: { modelId, isStopped: false } };
    } catch (error) {
      if (!(error instanceof TrainingTrouble) || tools.signal.aborted) throw error;
      await written((tx) => failTraining(tx, id, error.fault));
      return { kind: "refused", error: error.message };
    } finally {
      busyWith = null;
    }
  };
}

/** Why this host leaves it to another one for now, in words; null: it is for this one. Throws where no host can ever do it. */
async function whoseIsIt(task: TrainingTask, host: HostContext): Promise<string | null> {
  const others = (await untilReachable(listTrainerHosts)).filter(({ id, isAway }) => id !== host.hostId && !isAway);
  const last = others.find(({ id }) => id === task.hostId);
  if (last && !isOurs(task.id, host)) return `Waits for ${last.name}, which has its files`;
  if (task.spec.needsGpu && host.abilities().gpus.length === 0) {
    const able = others.find(({ abilities }) => abilities.gpus.length > 0);
    return able ? `Waits for ${able.name}, which has a GPU` : null;
  }
  return null;
}

function outcomeOf({ last, tokens, seconds, heldOut }: Followed, home: TrainingHome, files: ModelFile[] | null) {
  return trainingOutcomeSchema.parse({
    steps: last?.step ?? null,
    tokens,
    seconds,
    loss: last?.loss ?? null,
    heldOut,
    folder: home.path("out"),
    files,
  });
}

/** What it trained, as an entry that wakes when it is asked. */
function entryOf(
  { name, spec }: TrainingTask,
  home: TrainingHome,
  { folder }: Followed,
  { hostId }: HostContext,
): TrainedEntry {
  return {
    name,
    kind: "openai",
    trainedOn: null,
    baseUrl: asleepUrl,
    upstreamModel: home.path("out", folder).slice(-300),
    rendering: spec.template,
    contextWindow: spec.hyper.maxLength,
    state: "asleep",
    hostId,
    serving: { folder: home.path("out", folder) },
  };
}
