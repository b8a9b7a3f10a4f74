import { AppError } from "@/lib/base/app-error";
import { notifyControl } from "@/lib/bus/notify";
import { findRun, moveRun } from "@/lib/data/runs";
import type { Run } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";

/** Holds a run: turns in flight are finished, no further ones begun. */
export async function pauseRun(viewer: Viewer, runId: string): Promise<Run> {
  const paused = await moveRun(runId, ["running"], "paused", `Paused by ${viewer.name}.`);
  const run = paused ?? (await findRun(runId));
  if (!run) throw new AppError("not_found", "There is no such run.");
  if (!paused) throw new AppError("conflict", `This run is ${run.status}, so there is nothing to pause.`);
  await notifyControl([runId]);
  return run;
}
