import { findFigures } from "@/lib/data/snapshots/figures";
import { transaction } from "@/lib/data/sql";
import { findHumanReference, setHumanReference } from "@/lib/data/statistics/human-reference";
import type { HumanReference } from "@/lib/domain/statistics/human-reference";
import type { FigureRow } from "@/lib/domain/training/snapshot-figures";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { figureRows, headlineFigures } from "@/lib/measures/figure-rows";
import { askForFigures } from "../data-sets/figures";

type Answer = { reference: HumanReference | null; figures: FigureRow[] };

/** What the project holds its figures against, and a handful of its own. */
export async function readHumanReference(): Promise<Answer> {
  const reference = await findHumanReference();
  const kept = reference && (await findFigures(reference.snapshotId, figuresVersion));
  const halves = kept?.body.halves;
  return { reference, figures: halves ? figureRows(halves, halves, headlineFigures) : [] };
}

/** Chooses what figures are held against, and has it measured where it is not; null for nothing. */
export async function chooseHumanReference(viewer: Viewer, snapshotId: string | null): Promise<Answer> {
  authorize(viewer, "dataSet.manage");
  const isMeasured = snapshotId === null || (await findFigures(snapshotId, figuresVersion)) !== null;
  await transaction(async (tx) => {
    await setHumanReference(tx, snapshotId, viewer.id);
    if (!isMeasured) await askForFigures(tx, viewer, snapshotId);
  });
  return readHumanReference();
}
