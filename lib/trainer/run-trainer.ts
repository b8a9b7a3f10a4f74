import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { log } from "@/lib/base/log";
import { openNotificationChannel } from "@/lib/bus/notifications";
import { closePool } from "@/lib/data/pool";
import { inProject } from "@/lib/data/project-at-work";
import { allAsleep, listCheckpointsToDrop } from "@/lib/data/training/served-models";
import { beatHost } from "@/lib/data/training/trainer-hosts";
import { checkpointDropped } from "@/lib/data/training/training-events";
import { untilReachable } from "@/lib/data/until-reachable";
import { renewEveryMs } from "@/lib/jobs/retry";
import { loadTokenCounter } from "@/lib/models/tokens";
import { computeHere } from "@/lib/worker/heavy-work";
import { openJobRunner } from "@/lib/worker/job-runner";
import type { HostHandlers } from "@/lib/worker/jobs/job-handler";
import { createModelShelf } from "@/lib/worker/model-shelf";
import { onceAtATime } from "@/lib/worker/once-at-a-time";
import { dropCheckpoint } from "./follow-process";
import type { HostContext } from "./host-context";
import { hostTraining } from "./host-training";
import { openMachine } from "./machine";
import { modelServing } from "./model-serving";
import { hostName, type Places, placesOf } from "./places";
import { publishModel } from "./publish-model";
import { TrainingHome } from "./training-home";

const pollMs = 1_000;
const beatMs = 15_000;

export type Trainer = { hostId: string; stop(): Promise<void> };

/** Registers this machine as a host and takes trainings and models to serve until it is stopped. */
export async function startTrainer(name = hostName(), places: Places = placesOf()): Promise<Trainer> {
  const workerId = `${name}-${process.pid}-${randomBytes(3).toString("hex")}`;
  const machine = openMachine(places);
  await machine.look();
  const tell = () => beatHost({ name, workerId, abilities: machine.abilities() });
  const hostId = await untilReachable(tell);
  await untilReachable(() => allAsleep(hostId));
  const host: HostContext = { hostId, workerId, machine: hostname(), places, abilities: machine.abilities };
  const handlers: HostHandlers = {
    host_training: hostTraining(host),
    model_serving: modelServing(host),
    publication: publishModel(host),
  };
  const context = { models: createModelShelf(), loadTokenCounter };
  const jobs = openJobRunner({ workerId, handlers, context, compute: computeHere });

  const beat = onceAtATime("say that this host is there", async () => {
    await machine.look();
    await tell();
  });
  const drop = onceAtATime("drop checkpoints", async () => {
    for (const { trainingJobId, projectId, step, folder } of await listCheckpointsToDrop(hostId)) {
      const home = new TrainingHome(places.trainings, trainingJobId, { machine: host.machine, keeper: workerId });
      if (dropCheckpoint(home, folder)) await inProject(projectId, () => checkpointDropped(trainingJobId, step));
    }
  });
  const look = () => {
    for (const step of [jobs.reap, jobs.check, jobs.fill]) step();
  };
  const channel = openNotificationChannel("control", {
    onNotify: (ids) => void (ids.some((id) => id.startsWith("job_")) && look()),
    onConnect: look,
  });
  const timers = [
    setInterval(look, pollMs),
    setInterval(jobs.renew, renewEveryMs),
    setInterval(() => {
      beat();
      drop();
    }, beatMs),
  ];
  return {
    hostId,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      // Leases are kept while what is under way is brought to an end.
      const renewing = setInterval(jobs.renew, renewEveryMs);
      await jobs.stop();
      clearInterval(renewing);
      await channel.close().catch(() => undefined);
    },
  };
}

/** Works until it is told to stop; then ends what it started, with a checkpoint, and the process with code 0. */
export async function runTrainer(): Promise<void> {
  process.on("unhandledRejection", (error) => log.error({ err: error }, "Unhandled rejection"));
  const trainer = await startTrainer();
  let isStopping = false;
  async function stop(): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    await trainer.stop();
    await closePool();
    process.exit(0);
  }
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop());
  log.info({ host: trainer.hostId }, "Taking trainings");
  process.send?.({ ready: true });
}
