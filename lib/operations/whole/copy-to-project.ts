import { AppError } from "@/lib/base/app-error";
import { assertNever } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findBenchmark, insertBenchmark } from "@/lib/data/judging/benchmarks";
import { inProject } from "@/lib/data/project-at-work";
import { findGuideline } from "@/lib/data/review/guidelines";
import { findQueue, insertQueue } from "@/lib/data/review/queues";
import { findSeedSet, insertSeedSet } from "@/lib/data/seed-sets";
import { transaction } from "@/lib/data/sql";
import type { Copy } from "@/lib/domain/copy";
import { type Account, findMembership, requireOpen, viewerIn } from "@/lib/domain/project";
import type { GuidelineText } from "@/lib/domain/review/guideline";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { createGuideline } from "../review/queues";
import { maxSeeds } from "../seed-sets";

/** Copies something of the project at work to another one that the person leads, too; the id of the copy. */
export async function copyToProject(account: Account, copy: Copy): Promise<{ id: string; project: string }> {
  const { project, roles } = findMembership(account, copy.to);
  authorize({ roles }, "project.manage");
  requireOpen(project);
  const write = await readOriginal(copy, viewerIn(account, roles));
  return { id: await inProject(project.id, write), project: project.slug };
}

/** Reads it where it is; what comes back writes it where it is to be. */
async function readOriginal(copy: Copy, viewer: Viewer): Promise<() => Promise<string>> {
  switch (copy.kind) {
    case "seed_set":
      return readSeedSet(copy.seedSetId);
    case "benchmark":
      return readBenchmark(copy.benchmarkId, viewer.id);
    case "queue":
      return readQueue(copy.queueId, viewer.id);
    case "guideline":
      return readGuideline(copy, viewer);
    default:
      return assertNever(copy);
  }
}

async function readSeedSet(seedSetId: string) {
  const found = (await findSeedSet(seedSetId, maxSeeds)) ?? gone("seed set");
  const { name, kind } = found.seedSet;
  return async () => (await insertSeedSet({ id: newId("seedSet"), name, kind, seeds: found.seeds })).id;
}

async function readBenchmark(benchmarkId: string, personId: string) {
  const { benchmark, questions } = (await findBenchmark(benchmarkId)) ?? gone("benchmark");
  if (benchmark.origin === "own")
    throw new AppError("conflict", "This benchmark ships with the studio, so it is in every project already.");
  return async () => {
    const id = newId("benchmark");
    await insertBenchmark({ id, name: benchmark.name, origin: "imported", personId, questions });
    return id;
  };
}

/** Who takes part, and which dialogues, is of the project that it comes from. */
async function readQueue(queueId: string, personId: string) {
  const { name, spec, guideline } = await readWithGuideline(queueId);
  const here = { ...spec, participants: [], reviewers: [], filter: {} };
  return async () => {
    const id = newId("queue");
    const queue = { id, name, spec: here, personId };
    await transaction((tx) => insertQueue(tx, queue, guideline));
    return id;
  };
}

/** Its next version there; what was answered under those before stays as it is. */
async function readGuideline({ queueId, toQueueId }: Extract<Copy, { kind: "guideline" }>, viewer: Viewer) {
  const { guideline } = await readWithGuideline(queueId);
  return async () => {
    const { guidelineVersion: basedOn } = (await findQueue(toQueueId)) ?? gone("review queue");
    return (await createGuideline(viewer, { ...guideline, queueId: toQueueId, basedOn })).queueId;
  };
}

async function readWithGuideline(queueId: string) {
  const { name, spec, guidelineVersion } = (await findQueue(queueId)) ?? gone("review queue");
  const { text, reasons, fields } = (await findGuideline(queueId, guidelineVersion)) ?? gone("guideline");
  const guideline: GuidelineText = { text, reasons, fields };
  return { name, spec, guideline };
}

function gone(what: string): never {
  throw new AppError("not_found", `There is no such ${what}. Nothing was copied.`);
}
