import type { Recipe } from "@/lib/domain/training/recipe";
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";

/** Throws `forbidden` unless the viewer may export every data set that a recipe takes dialogues from. */
export function authorizeExport(viewer: Viewer, { parts }: Pick<Recipe, "parts">): Promise<void> {
  return authorizeSnapshots(
    "exporter",
    viewer,
    parts.map(({ snapshotId }) => snapshotId),
  );
}
