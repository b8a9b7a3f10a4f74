import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { type Queryable, transaction } from "@/lib/data/sql";
import { findCorpusFigures, writeCorpusFigures } from "@/lib/data/statistics/corpus-figures";
import type { Job } from "@/lib/domain/job";
import type { CorpusFigures } from "@/lib/domain/statistics/corpus-figures";
import type { Viewer } from "@/lib/domain/viewer";
import { corpusVersion } from "@/lib/measures/corpus-figures";
import { corpusRows } from "@/lib/measures/corpus-rows";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";

/** What is measured of a snapshot as a whole, and of how it stands to people. */
export async function readCorpusFigures(snapshotId: string): Promise<CorpusFigures> {
  const found = await findCorpusFigures(snapshotId, corpusVersion);
  if (!found) return { counted: null, rows: [] };
  const { body, peopleId, at } = found;
  const own = withoutFigures(body.own);
  const people = body.people && withoutFigures(body.people);
  return { counted: { ...body, own, people, peopleId, at }, rows: corpusRows(body) };
}

function withoutFigures<T extends { figures: unknown }>({ figures: _, ...sample }: T): Omit<T, "figures"> {
  return sample;
}

/** Asks for the job that measures it; one that is under way is the same. */
export async function measureCorpusOf(viewer: Viewer, snapshotId: string, peopleId: string | null): Promise<Job> {
  if (peopleId === snapshotId)
    throw new AppError("invalid", "A snapshot is not held against itself: choose one of real people.");
  await authorizeSnapshots("keeper", viewer, [snapshotId]);
  const payload = { snapshotId, peopleId };
  const order = { kind: "corpus_figures", payload, subject: snapshotId, personId: viewer.id } as const;
  const key = `corpus:${snapshotId}:${peopleId ?? ""}`;
  const jobId = await transaction((tx) => enqueueJob(tx, { ...order, key }));
  return must(await findJob(jobId), "the job that was asked for");
}

/** Keeps what a worker found. */
export async function keepCorpusFigures(
  tx: Queryable,
  { snapshotId, peopleId }: { snapshotId: string; peopleId: string | null },
  body: string,
): Promise<void> {
  await writeCorpusFigures(tx, snapshotId, peopleId, corpusVersion, body);
}
