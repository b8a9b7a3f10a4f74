import { AppError } from "@/lib/base/app-error";
import { listSnapshotIds } from "@/lib/data/snapshots/snapshot-ids";
import { type ChosenPart, chooseDialogues } from "@/lib/domain/training/choose-dialogues";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { ExportPlan } from "@/lib/domain/training/training-export";

/** Which dialogues of the recipe's snapshots go into which part: always the same ones. */
export async function planExport({ parts, subset, leftOut, splitId }: Recipe): Promise<ExportPlan> {
  if (splitId !== null) throw new AppError("invalid", "Exports do not take splits yet. Nothing was made.");
  const sources = [];
  for (const { snapshotId, weight } of parts)
    sources.push({ snapshotId, weight, dialogueIds: await listSnapshotIds(snapshotId) });
  const chosen = chooseDialogues({ sources, subset, partOf: null, leftOut: new Set(leftOut) });
  const idsOf = new Map(sources.map(({ snapshotId, dialogueIds }) => [snapshotId, dialogueIds]));
  return chosen.map((part) => placed(part, (snapshotId) => idsOf.get(snapshotId) ?? []));
}

/** Of a snapshot from which all is taken nothing more need be said; else where in it the dialogues stand, which is short. */
function placed({ part, from, dialogues }: ChosenPart, idsOf: (snapshotId: string) => string[]): ExportPlan[number] {
  return {
    part,
    dialogues,
    from: from.map(({ snapshotId, dialogueIds }) => {
      const all = idsOf(snapshotId);
      if (dialogueIds.length === all.length) return { snapshotId, positions: null };
      const wanted = new Set(dialogueIds);
      return { snapshotId, positions: all.flatMap((id, i) => (wanted.has(id) ? [i + 1] : [])) };
    }),
  };
}
