import { newId } from "@/lib/base/ids";
import { insertRun } from "@/lib/data/runs";
import type { Run, RunSpec } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";
import { checkRun } from "./check-run";
import { launchRun } from "./launch-run";
import { withSeed } from "./with-seed";

/** Sets up a run as a draft, and with `launch` starts it. Dialogues are made as workers have room for them. */
export async function createRun(viewer: Viewer, { launch, ...spec }: RunSpec & { launch: boolean }): Promise<Run> {
  await checkRun(spec, "No run was made.");
  const draft = await insertRun(newId("run"), withSeed(spec), viewer.id);
  return launch ? launchRun(draft.id) : draft;
}
