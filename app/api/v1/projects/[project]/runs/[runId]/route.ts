import { AppError } from "@/lib/base/app-error";
import { readRunProgress } from "@/lib/data/run-progress";
import { findRun } from "@/lib/data/runs";
import { serve } from "@/lib/http/serve";
import { updateRun } from "@/lib/operations/runs";

export const GET = serve("getRun", async ({ params }) => {
  const run = await findRun(params.runId);
  if (!run) throw new AppError("not_found", "There is no such run.");
  return { run, progress: await readRunProgress(run) };
});

export const PUT = serve("updateRun", ({ params, body }) => updateRun(params.runId, body));
