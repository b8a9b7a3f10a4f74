import { AppError } from "@/lib/base/app-error";
import { notifyControl, notifyLive } from "@/lib/bus/notify";
import { findRun } from "@/lib/data/runs";
import { stopRun as write } from "@/lib/data/stop-run";
import type { Run } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";

/** Ends a run: every open dialogue ends on its last answer, and calls in flight are closed. */
export async function stopRun(viewer: Viewer, runId: string): Promise<Run> {
  const ended = await write(runId, `Stopped by ${viewer.name}.`);
  const run = await findRun(runId);
  if (!run) throw new AppError("not_found", "There is no such run.");
  if (!ended) throw new AppError("conflict", `This run is ${run.status} already.`);
  await notifyControl([runId, ...ended]);
  await notifyLive(ended);
  return run;
}
