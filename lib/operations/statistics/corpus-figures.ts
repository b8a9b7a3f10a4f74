import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { type Queryable, transaction } from "@/lib/data/sql";
import { findCorpusFigures, writeCorpusFigures } from "@/lib/data/statistics/corpus-figures";
import type { Job } from "@/lib/domain/job";
import type { CorpusFigures } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { authorizeAs } from "@/lib/domain/training/data-set-role";
import type { Viewer } from "@/lib/domain/viewer";
import { corpusVersion } from "@/lib/measures/corpus-figures";
import { corpusRows } from "@/lib/measures/corpus-rows";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";

/** What is measured of a snapshot or a data set as a whole, and of how it stands to people. */
export async function readCorpusFigures(of: Measured): Promise<CorpusFigures> {
  const found = await findCorpusFigures(of, corpusVersion);
  if (!found) return { counted: null, rows: [] };
  const { body, peopleId, at, isStale } = found;
  const own = withoutFigures(body.own);
  const people = body.people && withoutFigures(body.people);
  return { counted: { ...body, own, people, peopleId, at, isStale }, rows: corpusRows(body) };
}

function withoutFigures<T extends { figures: unknown }>({ figures: _, ...sample }: T): Omit<T, "figures"> {
  return sample;
}

/** Asks for the job that measures it; one that is under way is the same. */
export async function measureCorpusOf(viewer: Viewer, of: Measured, peopleId: string | null): Promise<Job> {
  if (peopleId === of.id)
    throw new AppError("invalid", "A snapshot is not held against itself: choose one of real people.");
  await authorizeMeasured(viewer, of);
  const payload = { [of.kind === "snapshot" ? "snapshotId" : "dataSetId"]: of.id, peopleId };
  const order = { kind: "corpus_figures", payload, subject: of.id, personId: viewer.id } as const;
  const jobId = await transaction((tx) => enqueueJob(tx, { ...order, key: `corpus:${of.id}:${peopleId ?? ""}` }));
  return must(await findJob(jobId), "the job that was asked for");
}

/** Refuses whoever may not keep the data set that it is of. */
export async function authorizeMeasured(viewer: Viewer, { kind, id }: Measured): Promise<void> {
  if (kind === "snapshot") await authorizeSnapshots("keeper", viewer, [id]);
  else authorizeAs("keeper", viewer, must(await findDataSet(id), "the data set"));
}

/** What a job of it is about. */
export function measuredBy({ snapshotId, dataSetId }: { snapshotId?: string; dataSetId?: string }): Measured {
  return snapshotId === undefined
    ? { kind: "data_set", id: must(dataSetId, "what is measured") }
    : { kind: "snapshot", id: snapshotId };
}

/** Keeps what a worker found. `heldAt`: since when a data set's figures are as they were measured. */
export async function keepCorpusFigures(
  tx: Queryable,
  { of, peopleId, heldAt }: { of: Measured; peopleId: string | null; heldAt: string | null },
  body: string,
): Promise<void> {
  await writeCorpusFigures(tx, { of, peopleId, version: corpusVersion, body }, heldAt);
}
