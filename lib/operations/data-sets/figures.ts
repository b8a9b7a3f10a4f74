import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findFigures, writeFigures } from "@/lib/data/snapshots/figures";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { type Queryable, transaction } from "@/lib/data/sql";
import { readPinnedPaths } from "@/lib/data/statistics/path-figures";
import type { Job } from "@/lib/domain/job";
import type { SnapshotFigures } from "@/lib/domain/training/snapshot-figures";
import type { Viewer } from "@/lib/domain/viewer";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { MaintainedFigures } from "@/lib/measures/maintained-figures";
import { bodyOf, figuresBeside } from "../statistics/figures-beside";
import { figuresOfPaths, type MeasuringTools, pathsAtOnce } from "../statistics/measure-paths";
import { authorizeSnapshots } from "./authorize-snapshots";

/** What is measured of a snapshot, beside the one of real people that is named, or else that of the project. */
export async function readSnapshotFigures(snapshotId: string, named?: string): Promise<SnapshotFigures> {
  return figuresBeside(await findFigures(snapshotId, figuresVersion), named);
}

/** Asks for the job that measures a snapshot; one that is under way is the same. */
export async function measureSnapshot(viewer: Viewer, snapshotId: string): Promise<Job> {
  await authorizeSnapshots("keeper", viewer, [snapshotId]);
  const jobId = await transaction((tx) => askForFigures(tx, viewer, snapshotId));
  return must(await findJob(jobId), "the job that was asked for");
}

/** Has a snapshot measured, for whoever may see to that. */
export function askForFigures(tx: Queryable, { id: personId }: Viewer, snapshotId: string): Promise<string> {
  const order = { kind: "snapshot_figures", payload: { snapshotId }, subject: snapshotId, personId } as const;
  return enqueueJob(tx, { ...order, key: `figures:${snapshotId}` });
}

/** Measures a snapshot and keeps the sums: written once, at the end, and the same each time. */
export async function countFigures(snapshotId: string, tools: MeasuringTools): Promise<{ dialogues: number }> {
  const { signal, tokenizer, report, whileHeld } = tools;
  const { dialogues: total } = must(await findSnapshot(snapshotId), "the snapshot");
  const figures = new MaintainedFigures();
  let written = Promise.resolve();
  for (let done = 0; done < total; done += pathsAtOnce) {
    signal.throwIfAborted();
    const paths = await readPinnedPaths(snapshotId, done, pathsAtOnce);
    const { counted, kept } = await figuresOfPaths(paths, tools);
    await written;
    written = kept;
    for (const path of counted.values()) figures.add(path);
    await report({ done: done + paths.length, total });
  }
  await written;
  const body = bodyOf(figures);
  await whileHeld((tx) => writeFigures(tx, snapshotId, figuresVersion, { tokenizer, body }));
  return { dialogues: total };
}
