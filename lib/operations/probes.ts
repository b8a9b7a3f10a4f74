import { AppError } from "@/lib/base/app-error";
import { findSpentLimit } from "@/lib/data/budgets";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob, findJobMatter } from "@/lib/data/jobs/jobs";
import { findModel } from "@/lib/data/models";
import { transaction } from "@/lib/data/sql";
import { budgetSpentWords } from "@/lib/domain/budget-words";
import type { JobStatus } from "@/lib/domain/job";
import type { Probe } from "@/lib/domain/model";
import type { Viewer } from "@/lib/domain/viewer";
import { jobKinds } from "@/lib/jobs/kinds";

/** Asks a worker to test the connection: what can be reached from there is what counts. */
export async function createProbe(viewer: Viewer, modelId: string): Promise<Probe> {
  if (!(await findModel(modelId))) throw new AppError("not_found", "There is no such model.");
  const spent = await findSpentLimit();
  if (spent) throw new AppError("conflict", budgetSpentWords(spent, "Models can be asked again"));
  const job = { kind: "connection_test", payload: { modelId }, subject: modelId, personId: viewer.id } as const;
  return readProbe(await transaction((tx) => enqueueJob(tx, job)));
}

const statuses: Record<JobStatus, Probe["status"]> = {
  waiting: "queued",
  running: "running",
  done: "passed",
  failed: "failed",
  cancelled: "failed",
};

/** A connection test as far as it is. */
export async function readProbe(id: string): Promise<Probe> {
  const job = await findJob(id);
  // Read second: what has ended is told with all that came of it.
  const matter = await findJobMatter(id, "connection_test");
  if (!job || !matter) throw new AppError("not_found", "There is no such connection test.");
  const { payload, result } = jobKinds.connection_test;
  const { modelId } = payload.parse(matter.payload);
  const found = result.nullable().parse(matter.result) ?? {
    text: "",
    firstTokenMs: null,
    totalMs: null,
    proposal: null,
  };
  const error = job.status === "cancelled" ? "It was cancelled." : job.error;
  return { id, modelId, status: statuses[job.status], ...found, proposal: found.proposal ?? null, error };
}
