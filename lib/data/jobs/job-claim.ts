import type { JobKind, JobProgress } from "@/lib/domain/job";
import { type JobPayload, jobKinds } from "@/lib/jobs/kinds";
import { jobLeaseSeconds } from "@/lib/jobs/retry";
import { type Queryable, query, sql, transaction } from "../sql";

/** A job that a worker holds. Everything it writes is guarded by `fence`: with an older one it writes nothing. */
export type JobClaim<K extends JobKind = JobKind> = {
  id: string;
  kind: K;
  payload: JobPayload<K>;
  fence: number;
  /** Failures in a row before this claim. */
  failures: number;
  personId: string | null;
  progress: JobProgress;
};

type Row = Omit<JobClaim, "payload" | "progress"> & JobProgress & { payload: unknown };
type Held = Pick<JobClaim, "id" | "fence">;

/** Up to so many jobs of each kind that are due, those of higher priority and those that wait for longest first. */
export async function claimJobs(workerId: string, room: ReadonlyMap<JobKind, number>): Promise<JobClaim[]> {
  const rows = await query<Row>`
    WITH claimed AS (
      UPDATE job SET status = 'running', fence = fence + 1, lease_worker = ${workerId},
        lease_until = now() + make_interval(secs => ${jobLeaseSeconds}), attempts = attempts + 1,
        started_at = coalesce(started_at, now())
      WHERE id IN (
        SELECT due.id FROM unnest(${[...room.keys()]}::text[], ${[...room.values()]}::int[]) AS r (kind, room)
        CROSS JOIN LATERAL (
          SELECT j.id FROM job j WHERE j.kind = r.kind AND j.status = 'waiting' AND j.due_at <= now()
          ORDER BY j.priority DESC, j.due_at, j.id LIMIT r.room FOR UPDATE SKIP LOCKED
        ) due)
      RETURNING id, kind, payload, fence, failures, person_id, done, total, unit, sentence, attempts
    ), noted AS (
      INSERT INTO job_line (job_id, text) SELECT id, 'Taken up by ' || ${workerId} || '.' FROM claimed
    )
    SELECT id, kind, payload, fence, failures, person_id AS "personId", done, total, unit, sentence FROM claimed`;
  return rows.map(({ payload, done, total, unit, sentence, ...row }) => {
    const parsed = jobKinds[row.kind].payload.parse(payload);
    return { ...row, payload: parsed, progress: { done, total, unit, sentence } };
  });
}

/** Renews leases; the jobs that are still held, and which of them are to be cancelled. */
export function renewJobs(claims: readonly Held[]): Promise<{ id: string; cancelRequested: boolean }[]> {
  return query<{ id: string; cancelRequested: boolean }>`
    UPDATE job SET lease_until = now() + make_interval(secs => ${jobLeaseSeconds})
    FROM unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ fence }) => fence)}::int[]) AS h (id, fence)
    WHERE job.id = h.id AND job.fence = h.fence AND job.status = 'running'
    RETURNING job.id, job.cancel_requested AS "cancelRequested"`;
}

/** The same without renewing anything. */
export function heldJobs(claims: readonly Held[]): Promise<{ id: string; cancelRequested: boolean }[]> {
  return query<{ id: string; cancelRequested: boolean }>`
    SELECT job.id, job.cancel_requested AS "cancelRequested" FROM job
    JOIN unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ fence }) => fence)}::int[]) AS h (id, fence)
      ON job.id = h.id AND job.fence = h.fence WHERE job.status = 'running'`;
}

/** Somebody else has the job now, or it has ended: nothing of this was written. */
export class JobLost extends Error {
  override name = "JobLost";
}

/**
 * Holds the job for the transaction; throws {@link JobLost} when it is not this claim's any more. Of one job several
 * transactions may hold it at a time, but nobody takes it over while one does.
 */
export async function holdJob(tx: Queryable, { id, fence }: Held): Promise<void> {
  const [held] = await sql(tx)`
    SELECT FROM job WHERE id = ${id} AND fence = ${fence}::int AND status = 'running' FOR SHARE`;
  if (!held) throw new JobLost(`The job ${id} is not held any more`);
}

/** Does `work` in a transaction in which the job is held. */
export function whileHeld<T>(claim: Held, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await holdJob(tx, claim);
    return work(tx);
  });
}
