import { AppError } from "@/lib/base/app-error";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { listOpeningsOfTag } from "@/lib/data/statistics/openings-of-tag";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { createSeedSet, maxSeeds } from "../seed-sets";

/** Makes a seed set of how the dialogues of a snapshot begin that carried a tag when they were frozen, each question once. */
export async function seedsOfTag(
  viewer: Viewer,
  snapshotId: string,
  { tag, name }: { tag: string; name: string },
): Promise<{ id: string; size: number }> {
  authorize(viewer, "seedSet.manage");
  if (!(await findSnapshot(snapshotId))) throw new AppError("not_found", "There is no such snapshot.");
  const openings = await listOpeningsOfTag(snapshotId, tag, maxSeeds);
  const questions = [...new Set(openings.map((text) => text.trim()))].filter(Boolean);
  if (questions.length === 0)
    throw new AppError(
      "invalid",
      "No dialogue of this snapshot carried the tag when it was frozen. Nothing was made.",
      {
        fields: { tag: "Choose a tag of the snapshot" },
      },
    );
  const { id, size } = await createSeedSet({
    name,
    kind: "question",
    seeds: questions.map((question) => ({ question })),
  });
  return { id, size };
}
