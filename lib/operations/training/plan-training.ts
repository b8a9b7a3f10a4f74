import { listSnapshotIds } from "@/lib/data/snapshots/choice";
import type { SplitPart } from "@/lib/domain/training/split-spec";
import { splitSpecSchema } from "@/lib/domain/training/split-spec";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import type { TrainingSpec } from "@/lib/domain/training-job/spec";
import { recipeOf } from "@/lib/domain/training-job/spec";
import { planExport } from "../exporting/plan-export";
import { drawSplit } from "../splits/draw-split";

/** Of fewer dialogues none is held out: what is left to learn would be too little to tell anything. */
const fewest = 10;

/**
 * Which dialogues a training takes for which part. Without a split the embedded way holds a tenth out by itself, by cluster and
 * the seed, so that there is always a figure of what it never saw; written down with the job, it stays as it is.
 */
export async function planTraining(spec: TrainingSpec): Promise<ExportPlan> {
  const plan = await planExport(recipeOf(spec));
  const [all] = plan;
  if (spec.way !== "embedded" || spec.splitId !== null || !all || all.dialogues < fewest) return plan;
  const snapshotIds = spec.parts.map(({ snapshotId }) => snapshotId);
  const asked = { name: "Held out", seed: spec.hyper.seed, shares: { train: 90, validation: 10, test: 0 } };
  const { parts } = await drawSplit({ spec: splitSpecSchema.parse(asked), snapshotIds, earlierId: null });
  const idsOf = new Map<string, string[]>();
  for (const id of snapshotIds) idsOf.set(id, await listSnapshotIds(id));
  const places = (part: SplitPart) =>
    all.from.map(({ snapshotId, positions }) => {
      const ids = idsOf.get(snapshotId) ?? [];
      const chosen = positions ?? ids.map((_, i) => i + 1);
      return { snapshotId, positions: chosen.filter((place) => parts.get(ids[place - 1] ?? "") === part) };
    });
  const parted = (["train", "validation"] as const).map((part) => {
    const from = places(part);
    return { part, from, dialogues: from.reduce((sum, { positions }) => sum + positions.length, 0) };
  });
  // One large cluster holds all: then nothing can be held out.
  return parted.every(({ dialogues }) => dialogues > 0) ? parted : plan;
}
