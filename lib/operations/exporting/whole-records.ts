import { must } from "@/lib/base/assert";
import { readPinnedTrees } from "@/lib/data/snapshots/pinned-trees";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import type { ExportPlan } from "@/lib/domain/training/training-export";
import type { PinnedTree } from "@/lib/domain/whole/pinned-tree";
import { Pseudonyms, type Telling, wholeOf } from "@/lib/domain/whole/whole-of-tree";
import type { WholeGiven } from "@/lib/formats/realchat";

/** The dialogues of a part with all that is known of them. Whoever appears in several is the same person in all of the file. */
export async function* wholeRecords(
  from: ExportPlan[number]["from"],
  told: Pick<Telling, "part" | "remarks">,
): AsyncGenerator<{ tree: PinnedTree; given: WholeGiven }[]> {
  const people = new Pseudonyms();
  for (const { snapshotId, positions } of from) {
    const names = must(await findSnapshot(snapshotId), "the snapshot").facts;
    for await (const trees of readPinnedTrees(snapshotId, { positions }))
      yield trees.map((tree) => {
        const whole = wholeOf(tree, { ...told, names, people });
        return { tree, given: { whole, turnIds: tree.turns.map(({ id }) => id), pathIds: tree.pathIds } };
      });
  }
}
