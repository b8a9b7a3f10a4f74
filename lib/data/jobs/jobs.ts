import type { Job, JobKind, JobLine, JobProgress, JobStatus } from "@/lib/domain/job";
import { decodeCursor, encodeCursor, type Page } from "../page";
import { pool } from "../pool";
import { type Queryable, query, sql } from "../sql";

/** Whose jobs: everybody's, or those that one person asked for. */
export type JobsOf = { personId: string | null };

type Moments = "dueAt" | "createdAt" | "startedAt" | "endedAt";
export type JobRow = Omit<Job, Moments | "progress" | "createdBy"> &
  JobProgress & { personId: string | null; personName: string | null } & Record<"dueAt" | "createdAt", Date> &
  Record<"startedAt" | "endedAt", Date | null>;

export const jobColumns = `j.id, j.kind, j.status, j.subject_id AS subject, j.done, j.total, j.unit, j.sentence, j.attempts, j.failures, j.error,
  j.version, j.cancel_requested AS "cancelRequested", j.person_id AS "personId", u.name AS "personName",
  j.due_at AS "dueAt", j.created_at AS "createdAt", j.started_at AS "startedAt", j.ended_at AS "endedAt",
  coalesce((SELECT e.name FROM evaluation e WHERE e.id = j.subject_id), (SELECT m.name FROM model m WHERE m.id = j.subject_id),
    (SELECT p.judge || ' on ' || e.name FROM judge_run p JOIN evaluation e ON e.id = p.evaluation_id
      WHERE p.id = j.subject_id),
    (SELECT b.change ->> 'kind' FROM bulk_act b WHERE b.id = j.subject_id)) AS "subjectName"`;
export const jobSource = `job j LEFT JOIN "user" u ON u.id = j.person_id`;

type Wanted = JobsOf & { status?: JobStatus; kind?: JobKind; subject?: string; cursor?: string; limit: number };

/** Newest first. */
export async function listJobs({ personId, status, kind, subject, cursor, limit }: Wanted): Promise<Page<Job>> {
  const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
  const { rows } = await pool().query<JobRow>(
    `SELECT ${jobColumns} FROM ${jobSource}
     WHERE ($1::text IS NULL OR j.person_id = $1) AND ($2::text IS NULL OR j.status = $2)
       AND ($3::text IS NULL OR j.kind = $3) AND ($4::text IS NULL OR j.subject_id = $4)
       AND ($5::timestamptz IS NULL OR (j.created_at, j.id) < ($5::timestamptz, $6::text))
     ORDER BY j.created_at DESC, j.id DESC LIMIT $7`,
    [personId, status ?? null, kind ?? null, subject ?? null, at, id, limit + 1],
  );
  const items = rows.slice(0, limit).map(toJob);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.createdAt, last.id) : null };
}

export async function findJob(id: string, on: Queryable = pool()): Promise<Job | null> {
  const { rows } = await on.query<JobRow>(`SELECT ${jobColumns} FROM ${jobSource} WHERE j.id = $1`, [id]);
  return rows[0] ? toJob(rows[0]) : null;
}

/** Its payload and result, as they are stored. */
export async function findJobMatter(id: string, kind: JobKind): Promise<{ payload: unknown; result: unknown } | null> {
  const [row] = await query<{ payload: unknown; result: unknown }>`
    SELECT payload, result FROM job WHERE id = ${id} AND kind = ${kind}`;
  return row ?? null;
}

const mostLines = 500;

/** The last lines of its log, oldest first. */
export async function listJobLines(jobId: string): Promise<JobLine[]> {
  const rows = await query<{ at: Date; text: string }>`
    SELECT created_at AS at, text FROM job_line WHERE job_id = ${jobId} ORDER BY id DESC LIMIT ${mostLines}`;
  return rows.reverse().map(({ at, text }) => ({ at: at.toISOString(), text }));
}

type Asked = { id: string; personName: string };

/** Asks for it to stop: at once when nobody works on it, else as soon as whoever does hears of it. False: it has ended. */
export async function cancelJob(tx: Queryable, { id, personName }: Asked): Promise<boolean> {
  const rows = await sql(tx)`
    WITH asked AS (
      UPDATE job SET again = false, cancel_requested = status = 'running',
        ended_at = CASE WHEN status = 'waiting' THEN now() END,
        status = CASE WHEN status = 'waiting' THEN 'cancelled' ELSE status END
      WHERE id = ${id} AND status IN ('waiting', 'running') RETURNING id
    ), noted AS (
      INSERT INTO job_line (job_id, text) SELECT id, ${personName} || ' asked for it to stop.' FROM asked
    ) SELECT id FROM asked`;
  return rows.length > 0;
}

/** Asks all jobs about something to stop. */
export async function cancelJobsAbout(tx: Queryable, subject: string, kind: JobKind): Promise<void> {
  await sql(tx)`
    UPDATE job SET again = false, cancel_requested = status = 'running',
      ended_at = CASE WHEN status = 'waiting' THEN now() END,
      status = CASE WHEN status = 'waiting' THEN 'cancelled' ELSE status END
    WHERE subject_id = ${subject} AND kind = ${kind} AND status IN ('waiting', 'running')`;
}

/** Lets a job that failed or was cancelled go on where it stood. False: there is nothing to be tried again. */
export async function retryJob(tx: Queryable, { id, personName }: Asked): Promise<boolean> {
  const rows = await sql(tx)`
    WITH asked AS (
      UPDATE job SET status = 'waiting', failures = 0, error = NULL, due_at = now(), ended_at = NULL
      WHERE id = ${id} AND status IN ('failed', 'cancelled')
        AND NOT EXISTS (SELECT FROM job o WHERE o.key = job.key AND o.status IN ('waiting', 'running')) RETURNING id
    ), noted AS (
      INSERT INTO job_line (job_id, text) SELECT id, ${personName} || ' asked for it again.' FROM asked
    ) SELECT id FROM asked`;
  return rows.length > 0;
}

export function toJob({ done, total, unit, sentence, personId, personName, ...row }: JobRow): Job {
  return {
    ...row,
    progress: { done, total, unit, sentence },
    createdBy: personId === null ? null : { id: personId, name: personName ?? "" },
    dueAt: row.dueAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
