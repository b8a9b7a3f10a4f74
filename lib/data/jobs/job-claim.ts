import type { JobKind, JobProgress } from "@/lib/domain/job";
import { type JobPayload, jobKinds } from "@/lib/jobs/kinds";
import { jobLeaseSeconds } from "@/lib/jobs/retry";
import { spentLimit } from "../budgets";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, int, made, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { readStored } from "../door/unreadable";
import { acrossProjects } from "../project-at-work";
import { type Queryable, transaction } from "../sql";

/** A job that a worker holds. Everything it writes is guarded by `fence`: with an older one it writes nothing. */
export type JobClaim<K extends JobKind = JobKind> = {
  id: string;
  kind: K;
  projectId: string;
  payload: JobPayload<K>;
  fence: number;
  /** Failures in a row before this claim. */
  failures: number;
  personId: string | null;
  progress: JobProgress;
};

type Held = Pick<JobClaim, "id" | "fence">;

const claimedShape = {
  id: text,
  kind: word<JobKind>(),
  projectId: text,
  // Parsed by the schema of its kind.
  payload: made<unknown>(),
  fence: int,
  failures: int,
  personId: orNull(text),
  done: int,
  total: orNull(int),
  unit: word<JobProgress["unit"]>(),
  sentence: text,
};
const heldShape = { id: text, cancelRequested: bool };

const claim = statement(
  "jobs.claim",
  claimedShape,
  (workerId: string, room: ReadonlyMap<JobKind, number>) => sql`
    WITH claimed AS (
      UPDATE job SET status = 'running', fence = fence + 1, lease_worker = ${workerId},
        lease_until = now() + make_interval(secs => ${jobLeaseSeconds}), attempts = attempts + 1,
        started_at = coalesce(started_at, now())
      WHERE id IN (
        SELECT due.id FROM unnest(${[...room.keys()]}::text[], ${[...room.values()]}::int[],
          ${[...room.keys()].map((kind) => jobKinds[kind].whileArchived)}::bool[],
          ${[...room.keys()].map((kind) => jobKinds[kind].isPaid)}::bool[]) AS r (kind, room, while_archived, is_paid)
        JOIN (SELECT p.id, p.archived_at, ${spentLimit} IS NOT NULL AS is_spent FROM project p OFFSET 0) p
          ON (p.archived_at IS NULL OR r.while_archived) AND NOT (r.is_paid AND p.is_spent)
        CROSS JOIN LATERAL (
          SELECT j.id FROM job j
          WHERE j.kind = r.kind AND j.project_id = p.id AND j.status = 'waiting' AND j.due_at <= now()
          ORDER BY j.priority DESC, j.due_at, j.id
          LIMIT greatest(0, r.room - (SELECT count(*) FROM job b WHERE b.kind = r.kind AND b.project_id = p.id
            AND b.status = 'running' AND b.lease_worker = ${workerId}))
          FOR UPDATE SKIP LOCKED
        ) due)
      RETURNING id, project_id, kind, payload, fence, failures, person_id, done, total, unit, sentence, attempts
    ), noted AS (
      -- What is looked at again and again is said once to be.
      INSERT INTO job_line (job_id, project_id, text) SELECT c.id, c.project_id, 'Taken up by ' || ${workerId} || '.' FROM claimed c
      WHERE (SELECT l.text FROM job_line l WHERE l.job_id = c.id ORDER BY l.id DESC LIMIT 1)
        IS DISTINCT FROM 'Taken up by ' || ${workerId} || '.'
    )
    SELECT id, project_id AS "projectId", kind, payload, fence, failures, person_id AS "personId", done, total, unit, sentence FROM claimed`,
);

/**
 * Jobs that are due, those of higher priority and those that wait for longest first: of each kind as many as a worker may
 * hold for one project, none that calls models where the project's budget is used up. So however many one project has, or however long they last, those of another are taken up at once.
 */
export async function claimJobs(workerId: string, room: ReadonlyMap<JobKind, number>): Promise<JobClaim[]> {
  const rows = await acrossProjects(() => all(claim(workerId, room)));
  return rows.map(({ payload, done, total, unit, sentence, ...row }) => {
    const place = { table: "job", column: "payload", id: row.id };
    const parsed = readStored(place, (value) => jobKinds[row.kind].payload.parse(value), payload);
    return { ...row, payload: parsed, progress: { done, total, unit, sentence } };
  });
}

const renew = statement(
  "jobs.renew",
  heldShape,
  (claims: readonly Held[]) => sql`
    UPDATE job SET lease_until = now() + make_interval(secs => ${jobLeaseSeconds})
    FROM unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ fence }) => fence)}::int[]) AS h (id, fence)
    WHERE job.id = h.id AND job.fence = h.fence AND job.status = 'running'
    RETURNING job.id, job.cancel_requested AS "cancelRequested"`,
);

/** Renews leases; the jobs that are still held, and which of them are to be cancelled. */
export function renewJobs(claims: readonly Held[]): Promise<{ id: string; cancelRequested: boolean }[]> {
  return acrossProjects(() => all(renew(claims)));
}

const listHeld = statement(
  "jobs.listHeld",
  heldShape,
  (claims: readonly Held[]) => sql`
    SELECT job.id, job.cancel_requested AS "cancelRequested" FROM job
    JOIN unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ fence }) => fence)}::int[]) AS h (id, fence)
      ON job.id = h.id AND job.fence = h.fence WHERE job.status = 'running'`,
);

/** The same without renewing anything. */
export function heldJobs(claims: readonly Held[]): Promise<{ id: string; cancelRequested: boolean }[]> {
  return acrossProjects(() => all(listHeld(claims)));
}

/** Somebody else has the job now, or it has ended: nothing of this was written. */
export class JobLost extends Error {
  override name = "JobLost";
}

const hold = statement(
  "jobs.hold",
  {},
  ({ id, fence }: Held) => sql`
    SELECT FROM job WHERE id = ${id} AND fence = ${fence}::int AND status = 'running' FOR SHARE`,
);

/**
 * Holds the job for the transaction; throws {@link JobLost} when it is not this claim's any more. Of one job several
 * transactions may hold it at a time, but nobody takes it over while one does.
 */
export async function holdJob(tx: Queryable, held: Held): Promise<void> {
  const found = await first(hold(held), tx);
  if (!found) throw new JobLost(`The job ${held.id} is not held any more`);
}

/** Does `work` in a transaction in which the job is held. */
export function whileHeld<T>(claim: Held, work: (tx: Queryable) => Promise<T>): Promise<T> {
  return transaction(async (tx) => {
    await holdJob(tx, claim);
    return work(tx);
  });
}
