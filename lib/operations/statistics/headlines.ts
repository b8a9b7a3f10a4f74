import type { PageOf, PageQuery } from "@/lib/data/page";
import { listDataSets } from "@/lib/data/snapshots/data-sets";
import { findFigures } from "@/lib/data/snapshots/figures";
import { findFiguresOfDataSets } from "@/lib/data/statistics/data-set-figures";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import type { Headline } from "@/lib/domain/statistics/human-reference";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { figureRows, headlineFigures } from "@/lib/measures/figure-rows";

/** A handful of figures of each data set as it stands, beside those of the project's people. */
export async function listHeadlines(page: PageQuery): Promise<PageOf<Headline>> {
  const [{ items, nextCursor }, reference] = [await listDataSets(page), await findHumanReference()];
  const people = reference && (await findFigures(reference.snapshotId, figuresVersion));
  const figures = await findFiguresOfDataSets(
    items.map(({ id }) => id),
    figuresVersion,
  );
  const headlines = items.map(({ id, name, archivedAt }) => {
    const kept = figures.get(id);
    const rows = kept ? figureRows(kept.halves, people?.body.halves ?? null, headlineFigures) : [];
    return { dataSetId: id, name, isArchived: archivedAt !== null, dialogues: kept?.dialogues ?? null, figures: rows };
  });
  return { items: headlines, nextCursor };
}
