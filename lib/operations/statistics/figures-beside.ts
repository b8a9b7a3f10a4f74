import { findFigures } from "@/lib/data/snapshots/figures";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import type { KeptFigures, SnapshotFigures } from "@/lib/domain/training/snapshot-figures";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { figureRows } from "@/lib/measures/figure-rows";
import type { MaintainedFigures } from "@/lib/measures/maintained-figures";

type Kept = { tokenizer: string; at: string; body: KeptFigures };

/** Figures as they are kept, beside the snapshot of real people that is named, or else that of the project. */
export async function figuresBeside(kept: Kept | null, named?: string): Promise<SnapshotFigures> {
  const peopleId = named ?? (await findHumanReference())?.snapshotId;
  const people = peopleId === undefined ? null : await findFigures(peopleId, figuresVersion);
  return {
    counted: kept && { tokenizer: kept.tokenizer, at: kept.at, dialogues: kept.body.dialogues },
    people: peopleId === undefined ? null : { snapshotId: peopleId, isCounted: people !== null },
    rows: kept ? figureRows(kept.body.halves, people?.body.halves ?? null) : [],
    counts: kept?.body.counts ?? {},
    peopleCounts: people?.body.counts ?? null,
  };
}

/** What pages are made of. */
export function bodyOf(figures: MaintainedFigures): KeptFigures {
  return { dialogues: figures.dialogues, halves: figures.sums(), counts: figures.pack().counts };
}
