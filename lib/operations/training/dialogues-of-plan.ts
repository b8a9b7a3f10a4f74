import { AppError } from "@/lib/base/app-error";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import { inSeededOrder } from "@/lib/domain/training/seeded-order";
import type { SplitPart } from "@/lib/domain/training/split-spec";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import type { CorpusDialogue } from "@/lib/models/embedded/corpus";

/**
 * The dialogues of a part, in the order of the plan, as the embedded model learns them: turns that people took out of training
 * are read and not learned. The same each time, since snapshots never change. Throws where one of them is gone.
 */
export async function dialoguesOfPlan(plan: ExportPlan, part: SplitPart): Promise<CorpusDialogue[]> {
  const { from, dialogues: wanted } = plan.find((one) => one.part === part) ?? { from: [], dialogues: 0 };
  const found: CorpusDialogue[] = [];
  for (const { snapshotId, positions } of from)
    for await (const dialogues of readSnapshotDialogues(snapshotId, { positions }))
      for (const { id, turns } of dialogues)
        found.push({
          id,
          domain: "",
          turns: turns.map(({ speaker, text, trained }) => ({ speaker, text, isMasked: !trained })),
        });
  if (found.length !== wanted)
    throw new AppError(
      "gone",
      `Of ${wanted} dialogues that this was to learn ${found.length} are there. Train on another snapshot.`,
    );
  return found;
}

/** In the order that a seed gives: of fewer one learns some of those that one learns of more. */
export function inDrawnOrder(dialogues: readonly CorpusDialogue[], seed: number): CorpusDialogue[] {
  const places = new Map(
    inSeededOrder(
      dialogues.map(({ id }) => id),
      seed,
    ).map((id, i) => [id, i]),
  );
  return dialogues.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}
