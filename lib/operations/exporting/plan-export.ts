import { listSnapshotIds, readChosen } from "@/lib/data/snapshots/choice";
import type { ChosenPart } from "@/lib/domain/training/choose-dialogues";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { ExportPlan } from "@/lib/domain/training/training-export";

/** Which dialogues of the recipe's snapshots go into which part: always the same ones. */
export async function planExport(recipe: Recipe): Promise<ExportPlan> {
  const chosen = await readChosen(recipe);
  const idsOf = new Map<string, string[]>();
  for (const { snapshotId } of recipe.parts) idsOf.set(snapshotId, await listSnapshotIds(snapshotId));
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
