import { must } from "@/lib/base/assert";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { findTarget, readTargetProgress, writeTarget } from "@/lib/data/statistics/targets";
import { authorizeAs } from "@/lib/domain/training/data-set-role";
import type { Target, TargetProgress } from "@/lib/domain/training/target";
import type { Viewer } from "@/lib/domain/viewer";

type Answered = { progress: TargetProgress | null };

/** What a data set is to have beside what it has; null where nobody set a target. */
export async function readTarget(dataSetId: string): Promise<Answered> {
  const target = await findTarget(dataSetId);
  return { progress: target && (await readTargetProgress(dataSetId, target)) };
}

/** Sets what a data set is to have, for whoever keeps it; null: nothing any more. */
export async function setTarget(viewer: Viewer, dataSetId: string, target: Target | null): Promise<Answered> {
  authorizeAs("keeper", viewer, must(await findDataSet(dataSetId), "the data set"));
  await writeTarget(dataSetId, target, viewer.id);
  return readTarget(dataSetId);
}
