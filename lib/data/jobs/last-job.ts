import type { JobKind, JobStatus } from "@/lib/domain/job";
import { type Fragment, sql } from "../door/fragment";
import { orNull, text, word } from "../door/row";

/** Of a row that a job works on: the job that was asked for last, by `joinLastJob`. */
export const lastJobShape = { jobId: orNull(text), jobStatus: orNull(word<JobStatus>()), jobError: orNull(text) };

export const lastJobColumns = sql`j.id AS "jobId", j.status AS "jobStatus", j.error AS "jobError"`;

/** Joins as `j` the last job of this kind about `subject`, a column of the rows that are read. */
export function joinLastJob(kind: JobKind, subject: Fragment): Fragment {
  return sql`LEFT JOIN LATERAL (SELECT j.id, j.status, j.error FROM job j
    WHERE j.kind = ${kind} AND j.subject_id = ${subject} ORDER BY j.created_at DESC, j.id DESC LIMIT 1) j ON true`;
}

type LastJob = { jobId: string | null; jobStatus: JobStatus | null; jobError: string | null };

/** null where no job was asked for, or where it is gone. */
export function lastJobOf({
  jobId,
  jobStatus,
  jobError,
}: LastJob): { id: string; status: JobStatus; error: string | null } | null {
  return jobId !== null && jobStatus !== null ? { id: jobId, status: jobStatus, error: jobError } : null;
}
