import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findFiguresOfMany } from "@/lib/data/snapshots/figures";
import { listSnapshots } from "@/lib/data/snapshots/snapshots";
import { type Queryable, transaction } from "@/lib/data/sql";
import { findDataSetFigures, findFiguresByDay } from "@/lib/data/statistics/data-set-figures";
import type { Job } from "@/lib/domain/job";
import type { FigurePlace, FiguresOverTime } from "@/lib/domain/statistics/figures-over-time";
import type { PackedDays } from "@/lib/domain/statistics/kept-figures";
import type { SnapshotFigures } from "@/lib/domain/training/snapshot-figures";
import type { Viewer } from "@/lib/domain/viewer";
import { type FigureId, figureDefinitions, figuresVersion } from "@/lib/measures/dialogue-figures";
import { groupOf } from "@/lib/measures/figure-rows";
import { added, type FigureSums, meanOfSums, noSums } from "@/lib/measures/figure-sums";
import { toSums } from "@/lib/measures/maintained-figures";
import { figuresBeside } from "./figures-beside";

/** What is measured of a data set as it stands. */
export async function readDataSetFigures(dataSetId: string, people?: string): Promise<SnapshotFigures> {
  return figuresBeside(await findDataSetFigures(dataSetId, figuresVersion), people);
}

/** Asks for the job that brings the figures of a data set up to date. */
export async function askToFollow(viewer: Viewer, dataSetId: string): Promise<Job> {
  const jobId = await transaction((tx) => enqueueFollowing(tx, viewer.id, dataSetId));
  return must(await findJob(jobId), "the job that was asked for");
}

export function enqueueFollowing(tx: Queryable, personId: string, dataSetId: string): Promise<string> {
  const order = { kind: "data_set_figures", payload: { dataSetId }, subject: dataSetId, personId } as const;
  return enqueueJob(tx, { ...order, key: `figures:${dataSetId}` });
}

/** So many places a line has at most: more days are taken together. */
const mostPlaces = 60;
/** The newest ones. */
const mostSnapshots = 60;

/** How each figure of a data set changed: by day, and from snapshot to snapshot. */
export async function readFiguresOverTime(dataSetId: string): Promise<FiguresOverTime> {
  const days = await findFiguresByDay(dataSetId, figuresVersion);
  const { items } = await listSnapshots({ dataSetId, limit: mostSnapshots });
  const measured = await findFiguresOfMany(
    items.map(({ id }) => id),
    figuresVersion,
  );
  const ids = Object.keys(figureDefinitions) as FigureId[];
  const snapshots = items.toReversed().flatMap(({ id, number, dialogues }) => {
    const halves = measured.get(id)?.halves;
    return halves ? [{ id, number, dialogues, figures: placesOf(halves) }] : [];
  });
  return {
    figures: ids.map((id) => {
      const { name, unit } = figureDefinitions[id];
      return { id, name, group: groupOf[id], unit };
    }),
    days: byDay(days),
    snapshots,
  };
}

function byDay(days: PackedDays): FiguresOverTime["days"] {
  const all = Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));
  const each = Math.max(1, Math.ceil(all.length / mostPlaces));
  return Array.from({ length: Math.ceil(all.length / each) }, (_, i) => {
    const some = all.slice(i * each, (i + 1) * each);
    const [from, to] = [must(some[0], "a day")[0], must(some.at(-1), "a day")[0]];
    const dialogues = some.reduce((sum, [, day]) => sum + day.dialogues, 0);
    return { from, to, dialogues, figures: placesOf(some.map(([, { sums }]) => toSums(sums))) };
  });
}

/** Each figure over several sets of sums together; those without a value are left out. */
function placesOf(parts: readonly Record<string, FigureSums>[]): Record<string, FigurePlace> {
  const places = (Object.keys(figureDefinitions) as FigureId[]).flatMap((id) => {
    const figure = meanOfSums(parts.reduce((sum, part) => added(sum, part[id] ?? noSums), noSums));
    return figure ? [[id, { mean: figure.mean, interval: figure.interval, dialogues: figure.dialogues }] as const] : [];
  });
  return Object.fromEntries(places);
}
