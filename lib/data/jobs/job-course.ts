import type { JobKind, JobProgress } from "@/lib/domain/job";
import { type JobResult, jobKinds } from "@/lib/jobs/kinds";
import { execute } from "../door/execute";
import { sql } from "../door/fragment";
import { statement } from "../door/statement";
import { acrossProjects } from "../project-at-work";
import { type JobClaim, JobLost } from "./job-claim";

type Held = Pick<JobClaim, "id" | "fence">;
type News = Omit<JobProgress, "unit">;

const setProgress = statement(
  "jobs.writeProgress",
  {},
  ({ id, fence }: Held, { done, total, sentence }: News, result?: unknown) => sql`
    UPDATE job SET failures = CASE WHEN done < ${done}::int THEN 0 ELSE failures END, done = ${done}::int,
      total = ${total}::int, sentence = ${sentence}, result = coalesce(${result}::jsonb, result)
    WHERE id = ${id} AND fence = ${fence}::int AND status = 'running'`,
);

/** Says how far it is; what it gets done sets its failures back. `result`: what is known of it so far. */
export async function writeProgress(held: Held, news: News, result?: unknown) {
  const written = await execute(setProgress(held, news, result));
  if (written === 0) throw new JobLost(`The job ${held.id} is not held any more`);
}

const addLine = statement(
  "jobs.noteLine",
  {},
  ({ id, fence }: Held, text: string) => sql`
    INSERT INTO job_line (job_id, text) SELECT id, ${text} FROM job
    WHERE id = ${id} AND fence = ${fence}::int AND status = 'running'`,
);

/** A line for its log. */
export async function noteLine(held: Held, text: string): Promise<void> {
  await execute(addLine(held, text));
}

/** It is done; asked for again meanwhile, it waits again. */
export function finishJob<K extends JobKind>(claim: JobClaim<K>, result: JobResult<K>): Promise<void> {
  const checked = jobKinds[claim.kind].result.parse(result);
  return leave(claim, { to: "done", failures: 0, error: null, result: checked, line: "Done." });
}

/** It was asked to stop and has stopped; what was done stays. */
export function endCancelled(claim: JobClaim): Promise<void> {
  return leave(claim, { to: "cancelled", failures: 0, line: "Cancelled. What was done until then stays." });
}

type Failure = {
  /** In words, for a person. */
  error: string;
  /** When to try again; null: it waits for a person. */
  retryInMs: number | null;
};

/** It failed: tried again later, or left to a person. */
export function failJob(claim: JobClaim, { error, retryInMs }: Failure): Promise<void> {
  const to = retryInMs === null ? "failed" : "waiting";
  const failures = claim.failures + 1;
  return leave(claim, { to, delayMs: retryInMs ?? 0, failures, error, line: `Failed: ${error}` });
}

/** Hands it back unharmed: it waits again, for so long. */
export function releaseJob(claim: JobClaim, delayMs = 0): Promise<void> {
  return leave(claim, { to: "waiting", delayMs });
}

type Leaving = {
  to: "waiting" | "done" | "failed" | "cancelled";
  delayMs?: number;
  failures?: number;
  /** null takes away what went wrong before. */
  error?: string | null;
  result?: unknown;
  line?: string;
};

const giveUp = statement(
  "jobs.leave",
  {},
  ({ id, fence }: Held, { to, delayMs = 0, failures, error, result, line }: Leaving) => sql`
    WITH left_job AS (
      UPDATE job SET
        status = CASE WHEN again THEN 'waiting' WHEN cancel_requested AND ${to} = 'waiting' THEN 'cancelled' ELSE ${to} END,
        ended_at = CASE WHEN NOT again AND (cancel_requested OR ${to} <> 'waiting') THEN now() END,
        due_at = CASE WHEN again THEN now() ELSE now() + make_interval(secs => ${delayMs / 1000}::float8) END,
        failures = coalesce(${failures}::int, failures), result = coalesce(${result}::jsonb, result),
        error = CASE WHEN ${error === null} THEN NULL ELSE coalesce(${error}, error) END,
        again = false, cancel_requested = false, lease_worker = NULL, lease_until = NULL
      WHERE id = ${id} AND fence = ${fence}::int AND status = 'running' RETURNING id
    ) INSERT INTO job_line (job_id, text) SELECT id, ${line}::text FROM left_job WHERE ${line}::text IS NOT NULL`,
);

/**
 * Gives up the claim. What was asked for again since waits again, whatever came of it; what was to be cancelled is not
 * tried again. Repeated, it changes nothing.
 */
async function leave(held: Held, leaving: Leaving): Promise<void> {
  await execute(giveUp(held, leaving));
}

const reap = statement(
  "jobs.reap",
  {},
  (kinds: [kind: string, { maxFailures: number }][]) => sql`
    WITH reaped AS (
      UPDATE job SET fence = fence + 1, failures = failures + 1, due_at = now(),
        status = CASE WHEN again THEN 'waiting' WHEN cancel_requested THEN 'cancelled'
          WHEN failures + 1 > k.most THEN 'failed' ELSE 'waiting' END,
        ended_at = CASE WHEN NOT again AND (cancel_requested OR failures + 1 > k.most) THEN now() END,
        error = CASE WHEN failures + 1 > k.most THEN 'Each worker that took it up died over it.' ELSE error END,
        again = false, cancel_requested = false, lease_worker = NULL, lease_until = NULL
      FROM unnest(${kinds.map(([kind]) => kind)}::text[], ${kinds.map(([, { maxFailures }]) => maxFailures)}::int[])
        AS k (kind, most)
      WHERE job.kind = k.kind AND job.id IN (
        SELECT id FROM job WHERE status = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED)
      RETURNING job.id, job.project_id
    ) INSERT INTO job_line (job_id, project_id, text) SELECT id, project_id, 'The worker that had it was not heard of any more.' FROM reaped`,
);

/**
 * Takes back what dead workers held: due again at once, unless it was to be cancelled, or has had so many workers die
 * that it may be what kills them.
 */
export async function reapJobs(): Promise<void> {
  const kinds = Object.entries(jobKinds);
  await acrossProjects(() => execute(reap(kinds)));
}

const handBack = statement(
  "jobs.handBack",
  {},
  (workerId: string) => sql`
    UPDATE job SET fence = fence + 1, due_at = now(),
      status = CASE WHEN cancel_requested AND NOT again THEN 'cancelled' ELSE 'waiting' END,
      ended_at = CASE WHEN cancel_requested AND NOT again THEN now() END,
      again = false, cancel_requested = false, lease_worker = NULL, lease_until = NULL
    WHERE status = 'running' AND lease_worker = ${workerId}`,
);

/** Hands back whatever this worker still holds, when it goes. */
export async function signOffJobs(workerId: string): Promise<void> {
  await acrossProjects(() => execute(handBack(workerId)));
}
