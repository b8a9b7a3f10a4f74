import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { cancelJob, cancelJobsAbout, findJob, hurryJob, listJobLines, retryJob } from "@/lib/data/jobs/jobs";
import { setPassStatus } from "@/lib/data/judging/judge-runs";
import { transaction } from "@/lib/data/sql";
import { askTrainingToStop, beginTrainingAgain } from "@/lib/data/training/training-course";
import { hasRemoteTraining } from "@/lib/data/training/training-jobs";
import type { Job, JobLine } from "@/lib/domain/job";
import { may, type Viewer } from "@/lib/domain/viewer";

/** Whose jobs a person sees: null for everybody's. */
export function jobsOf(viewer: Viewer): { personId: string | null } {
  return { personId: may(viewer, "job.manage") ? null : viewer.id };
}

/** A job that the viewer may see. Others' are not found. */
export async function openJob(viewer: Viewer, id: string): Promise<Job> {
  const job = await findJob(id);
  const { personId } = jobsOf(viewer);
  if (!job || (personId !== null && job.createdBy?.id !== personId))
    throw new AppError("not_found", "There is no such job of yours. Nothing was changed.");
  return job;
}

export async function readJob(viewer: Viewer, id: string): Promise<{ job: Job; lines: JobLine[] }> {
  const job = await openJob(viewer, id);
  return { job, lines: await listJobLines(id) };
}

/** Asks for a job to stop. A judge whose calls are cancelled is paused, as if that had been asked of the judge. */
export async function stopJob(viewer: Viewer, id: string): Promise<Job> {
  const { kind, subject } = await openJob(viewer, id);
  const isAsked = await transaction(async (tx) => {
    // What trains elsewhere is stopped there first: whoever follows it hears of that at its next look.
    if (kind === "training" && subject !== null && (await hasRemoteTraining(tx, subject))) {
      await askTrainingToStop(tx, subject);
      return hurryJob(tx, { id, personName: viewer.name });
    }
    const asked = await cancelJob(tx, { id, personName: viewer.name });
    if (asked && kind === "judgments" && subject !== null) {
      await setPassStatus(tx, subject, "paused");
      await cancelJobsAbout(tx, subject, kind);
    }
    return asked;
  });
  if (!isAsked) throw new AppError("conflict", "It has ended already. Nothing was changed.");
  return must(await findJob(id), "the job");
}

/** Lets what failed or was cancelled go on where it stood. */
export async function restartJob(viewer: Viewer, id: string): Promise<Job> {
  const { kind, subject } = await openJob(viewer, id);
  const isAsked = await transaction(async (tx) => {
    if (kind === "judgments" && subject !== null) await setPassStatus(tx, subject, "running");
    if ((kind === "training" || kind === "host_training") && subject !== null) await beginTrainingAgain(tx, subject);
    return retryJob(tx, { id, personName: viewer.name });
  });
  if (!isAsked) throw new AppError("conflict", "It runs, is done, or was asked for anew. Nothing was changed.");
  return must(await findJob(id), "the job");
}
