import { AppError } from "@/lib/base/app-error";
import { findRun, updateDraft } from "@/lib/data/runs";
import type { Run, RunSpec } from "@/lib/domain/run";
import { checkRun } from "./check-run";
import { withSeed } from "./with-seed";

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
