import type { ChildProcess } from "node:child_process";
import { closeSync, existsSync, renameSync } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TrainingTask } from "@/lib/data/training/training-jobs";
import { commandOf } from "@/lib/engines/command-of";
import { trainerScripts, trainingFolder } from "@/lib/operations/training/training-folder";
import type { JobTools } from "@/lib/worker/jobs/job-handler";
import { pythonFor } from "./environment";
import type { HostContext } from "./host-context";
import { type KnownProcess, startDetached } from "./processes";
import type { TrainingHome } from "./training-home";
import { TrainingTrouble } from "./trouble";

/** A process that trains: ours, of which the end is heard, or one that goes on since an earlier host of this machine. */
export type Begun = { known: KnownProcess; child: ChildProcess | null; engine: TrainingTask["spec"]["engine"] };

/** Whether this host has the files of a training already. */
export function isOurs(id: string, { places }: HostContext): boolean {
  return existsSync(join(places.trainings, id, "ready"));
}

/**
 * Brings the process of a training to run: one that is there already is taken over; else environment and files are made, each
 * once, and a process is started, which goes on from the last checkpoint by itself. Throws {@link TrainingTrouble}.
 */
export async function startTraining(
  task: TrainingTask,
  home: TrainingHome,
  host: HostContext,
  tools: Pick<JobTools, "signal" | "report" | "note">,
): Promise<Begun> {
  const { engine, base, needsGpu } = task.spec;
  const there = home.adopt();
  if (there) {
    await tools.note(`The process ${there.pid} trained on meanwhile, and is looked after again.`);
    return { known: there, child: null, engine };
  }
  if (needsGpu && host.abilities().gpus.length === 0)
    throw new TrainingTrouble(
      "no_gpu",
      "The job asks for a GPU, and no trainer that is there has one. Start one on a machine with a GPU, or let it train on the CPU.",
    );
  if (base.kind === "folder" && !existsSync(join(base.path, "config.json")))
    throw new TrainingTrouble(
      "missing_base",
      `There is no model in ${base.path} on ${host.machine}: the folder must hold config.json, weights and tokenizer.`,
    );
  const tell = (sentence: string) => tools.report({ sentence });
  const python = await pythonFor(engine, trainerScripts, host.places.environments, { signal: tools.signal, tell });
  await tell("Writing the files");
  await writeFiles(task, home);
  tools.signal.throwIfAborted();
  const owner = await home.takeOver();
  const gpus = host.abilities().gpus.length;
  const { module, args, env } = commandOf(task.spec, { gpus });
  const [out, err] = [home.opened("said.log"), home.opened("errors.log")];
  const known = { REALCHAT_OWNER_FILE: home.path("owner"), REALCHAT_OWNER: owner };
  // On a machine that does other things as well, threads that wait for one another by spinning take all of its time.
  const onCpu = { ACCELERATE_USE_CPU: "true", OMP_WAIT_POLICY: "PASSIVE" };
  const settings = {
    PYTHONUNBUFFERED: "1",
    ...(gpus > 0 ? {} : onCpu),
    ...env,
    ...known,
  };
  const { child, known: started } = await startDetached(python, module ? ["-m", module, ...args] : args, {
    cwd: home.folder,
    env: settings,
    out,
    err,
  });
  home.begun(started, owner, gpus);
  for (const handle of [out, err]) closeSync(handle);
  await tools.note(`Started as process ${started.pid} on ${host.machine}.`);
  return { known: started, child, engine };
}

/** Each file is written whole or not at all; with `ready` all are there, for good. */
async function writeFiles({ spec, plan }: TrainingTask, home: TrainingHome): Promise<void> {
  if (existsSync(home.path("ready"))) return;
  const files = await trainingFolder({ spec, plan });
  for (const { name, make } of [...files, { name: "ready", make: nothing }]) {
    const part = home.path(`${name}.part`);
    await mkdir(dirname(part), { recursive: true });
    await rm(part, { force: true });
    const file = await open(part, "w");
    try {
      for await (const piece of make()) await file.writeFile(piece);
      await file.sync();
    } catch (error) {
      if (isFull(error))
        throw new TrainingTrouble(
          "disk_full",
          `The disk is full while ${name} is written to ${home.folder}. Make room and try again.`,
        );
      throw error;
    } finally {
      await file.close();
    }
    renameSync(part, home.path(name));
  }
}

async function* nothing(): AsyncGenerator<string> {}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}
