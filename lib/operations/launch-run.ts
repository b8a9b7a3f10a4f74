import { AppError } from "@/lib/base/app-error";
import { notifyControl } from "@/lib/bus/notifications";
import { findRun, moveRun } from "@/lib/data/runs";
import type { Run } from "@/lib/domain/run";
import { checkRun } from "./check-run";

/** Starts a draft. Its models may have changed since it was set up, so they are looked at again. */
export async function launchRun(runId: string): Promise<Run> {
  const draft = await findRun(runId);
  if (!draft) throw new AppError("not_found", "There is no such run.");
  await checkRun(draft.spec, "The run was kept as a draft.");
  const run = await moveRun(runId, ["draft"], "running", null);
  if (!run) throw new AppError("conflict", "This run was launched already.");
  await notifyControl([runId]);
  return run;
}
