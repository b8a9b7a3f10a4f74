import { must } from "@/lib/base/assert";
import type { WhichDialogues } from "@/lib/data/snapshots/read-dialogues";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import type { ExportPlan } from "@/lib/domain/training/training-export";

export type From = ExportPlan[number]["from"];

/** Of a part the dialogues behind the first `after`, or those alone that stand at some places in it, from 0 on. */
export type WhichOfPart = { after?: number; at?: readonly number[] };

/** Where in which snapshots these stand, in the order of the part. */
export async function* placesInPart(
  from: From,
  { after = 0, at }: WhichOfPart,
): AsyncGenerator<{ snapshotId: string } & Required<WhichDialogues>> {
  let passed = 0;
  for (const { snapshotId, positions } of from) {
    const size = at || passed < after ? await sizeOf(snapshotId, positions) : 0;
    if (!at) yield { snapshotId, positions, after: Math.min(Math.max(0, after - passed), size) };
    else {
      const here = at.filter((place) => place >= passed && place < passed + size).map((place) => place - passed);
      const wanted = positions ? here.flatMap((place) => positions[place] ?? []) : here.map((place) => place + 1);
      if (wanted.length > 0) yield { snapshotId, positions: wanted, after: 0 };
    }
    passed += size;
  }
}

async function sizeOf(snapshotId: string, positions: readonly number[] | null): Promise<number> {
  return positions?.length ?? must(await findSnapshot(snapshotId), "the snapshot").dialogues;
}
