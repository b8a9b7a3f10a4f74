import type { PageOf, PageQuery } from "@/lib/data/page";
import { listDataSets } from "@/lib/data/snapshots/data-sets";
import { findFiguresOfMany } from "@/lib/data/snapshots/figures";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import type { Headline } from "@/lib/domain/statistics/human-reference";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { figureRows, headlineFigures } from "@/lib/measures/figure-rows";

/** A handful of figures of each data set by its newest snapshot, beside those of the project's people. */
export async function listHeadlines(page: PageQuery): Promise<PageOf<Headline>> {
  const [{ items, nextCursor }, reference] = [await listDataSets(page), await findHumanReference()];
  const newest = items.flatMap(({ lastSnapshot }) => (lastSnapshot ? [lastSnapshot.id] : []));
  const figures = await findFiguresOfMany(reference ? [...newest, reference.snapshotId] : newest, figuresVersion);
  const people = (reference && figures.get(reference.snapshotId)?.halves) ?? null;
  const headlines = items.map(({ id, name, archivedAt, lastSnapshot }) => {
    const kept = lastSnapshot && figures.get(lastSnapshot.id);
    const snapshot = lastSnapshot && {
      id: lastSnapshot.id,
      number: lastSnapshot.number,
      dialogues: lastSnapshot.dialogues,
    };
    const rows = kept ? figureRows(kept.halves, people, headlineFigures) : [];
    return { dataSetId: id, name, isArchived: archivedAt !== null, snapshot, figures: rows };
  });
  return { items: headlines, nextCursor };
}
