import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { findFigures, type StoredFigures } from "@/lib/data/judging/figures";
import { transaction } from "@/lib/data/sql";
import { type FiguresOrder, keyOfFigures } from "@/lib/domain/judging/figures-order";
import type { Viewer } from "@/lib/domain/viewer";
import { openResults } from "./read-evaluation";

/** Nobody waits longer for figures. */
const patienceMs = 25_000;
/** Votes that keep coming: figures are computed anew after so many times what they took. */
const restFactor = 3;
const longestRestMs = 60_000;

export type Figures = StoredFigures & { isCurrent: boolean };

/**
 * The figures of an evaluation as a worker computed them last. Older ones than the votes are answered at once, and newer
 * ones asked for; only who asks for what was never computed waits, and a file, which is not told of newer ones (`current`).
 */
export async function readFigures(
  viewer: Viewer,
  evaluationId: string,
  order: FiguresOrder,
  { current = false } = {},
): Promise<Figures> {
  await openResults(viewer, evaluationId);
  const key = keyOfFigures(order);
  const { version, stored } = await findFigures(evaluationId, key);
  if (stored?.votesVersion === version) return { ...stored, isCurrent: true };
  const jobId = await askForResults(viewer, evaluationId, order, current ? null : (stored?.tookMs ?? null));
  if (stored && !current) return { ...stored, isCurrent: false };
  return waitFor(current ? version : 0, { evaluationId, key, jobId });
}

/** Asks for the job that computes figures; not at once where others took so long before. */
export function askForResults(
  { id: personId }: Viewer,
  evaluationId: string,
  order: FiguresOrder,
  tookMs: number | null,
): Promise<string> {
  const delayMs = tookMs === null ? 0 : Math.min(longestRestMs, tookMs * restFactor);
  const job = { kind: "evaluation_results", payload: { evaluationId, order }, subject: evaluationId } as const;
  const key = `${evaluationId}/${keyOfFigures(order)}`;
  return transaction((tx) => enqueueJob(tx, { ...job, key, delayMs, personId }));
}

type Awaited = { evaluationId: string; key: string; jobId: string };

/** Figures of that version of the votes or a later one, as soon as they are there. */
async function waitFor(wanted: number, { evaluationId, key, jobId }: Awaited): Promise<Figures> {
  const until = performance.now() + patienceMs;
  for (let waitMs = 20; performance.now() < until; waitMs = Math.min(250, waitMs * 1.5)) {
    await sleep(waitMs);
    const { version, stored } = await findFigures(evaluationId, key);
    if (stored && stored.votesVersion >= wanted) return { ...stored, isCurrent: stored.votesVersion === version };
    const job = await findJob(jobId);
    if (job?.status === "failed") throw new AppError("upstream", `The figures could not be computed: ${job.error}`);
  }
  throw new AppError("conflict", "The figures are being computed. They are here as soon as a worker is through.");
}

/** The answer, made of the stored text without reading it. */
export function figuresResponse({ votesVersion, isCurrent, body }: Figures): Response {
  const text = `{"votesVersion":${votesVersion},"isCurrent":${isCurrent},${body.slice(1)}`;
  return new Response(text, { headers: { "content-type": "application/json" } });
}
