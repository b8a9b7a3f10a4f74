import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import { findRun, insertRun, updateDraft } from "@/lib/data/runs";
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

function withSeed(spec: RunSpec): Run["spec"] {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { ...spec, randomSeed: spec.randomSeed ?? drawn };
}
