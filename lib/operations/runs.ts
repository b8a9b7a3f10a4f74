import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { notifyControl, notifyLive } from "@/lib/bus/notifications";
import { completeRun } from "@/lib/data/engine/leave-dialogue";
import { stopRun as endAll, findRun, insertRun, moveRun, updateDraft } from "@/lib/data/runs";
import type { Run, RunSpec } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";
import { checkRun } from "./check-run";
import { launchRun } from "./launch-run";

/** Sets up a run as a draft, and with `launch` starts it. Dialogues are made as workers have room for them. */
export async function createRun(viewer: Viewer, { launch, ...spec }: RunSpec & { launch: boolean }): Promise<Run> {
  await checkRun(spec, "No run was made.");
  const draft = await insertRun(newId("run"), withSeed(spec), viewer.id);
  return launch ? launchRun(draft.id) : draft;
}

/** Replaces the set-up of a draft. */
export async function updateRun(runId: string, spec: RunSpec): Promise<Run> {
  const before = await findRun(runId);
  if (!before) throw new AppError("not_found", "There is no such run. Nothing was changed.");
  await checkRun(spec, "The draft was kept as it was.");
  const run = await updateDraft(runId, withSeed(spec));
  if (!run)
    throw new AppError("conflict", "This run was launched already, so its set-up was kept. Duplicate it to change it.");
  return run;
}

/** Holds a run: turns in flight are finished, no further ones begun. */
export async function pauseRun(viewer: Viewer, runId: string): Promise<Run> {
  const paused = await moveRun(runId, ["running"], "paused", `Paused by ${viewer.name}.`);
  const run = paused ?? (await findRun(runId));
  if (!run) throw new AppError("not_found", "There is no such run.");
  if (!paused) throw new AppError("conflict", `This run is ${run.status}, so there is nothing to pause.`);
  await notifyControl([runId]);
  return run;
}

/** Lets a paused run go on from where each of its dialogues stands. */
export async function resumeRun(runId: string): Promise<Run> {
  const paused = await findRun(runId);
  if (!paused) throw new AppError("not_found", "There is no such run.");
  if (paused.status !== "paused")
    throw new AppError("conflict", `This run is ${paused.status}, so there is nothing to resume.`);
  await checkRun(paused.spec, "The run stays paused.");
  if (!(await moveRun(runId, ["paused"], "running", null)))
    throw new AppError("conflict", "Somebody resumed or stopped this run just now.");
  // Its last turn may have landed while it was paused.
  await completeRun(runId);
  await notifyControl([runId]);
  return must(await findRun(runId), "the run");
}

/** Ends a run: every open dialogue ends on its last answer, and calls in flight are closed. */
export async function stopRun(viewer: Viewer, runId: string): Promise<Run> {
  const ended = await endAll(runId, `Stopped by ${viewer.name}.`);
  const run = await findRun(runId);
  if (!run) throw new AppError("not_found", "There is no such run.");
  if (!ended) throw new AppError("conflict", `This run is ${run.status} already.`);
  await notifyControl([runId, ...ended]);
  await notifyLive(ended);
  return run;
}

/** The set-up with a seed to draw from; a random one when nobody chose. */
function withSeed(spec: RunSpec): Run["spec"] {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { ...spec, randomSeed: spec.randomSeed ?? drawn };
}
