import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { notifyControl } from "@/lib/bus/notify";
import { completeRun } from "@/lib/data/engine/complete-run";
import { findRun, moveRun } from "@/lib/data/runs";
import type { Run } from "@/lib/domain/run";
import { checkRun } from "./check-run";

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
