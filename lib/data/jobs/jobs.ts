import type { Job, JobKind, JobLine, JobProgress, JobStatus } from "@/lib/domain/job";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, made, moment, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

/** Whose jobs: everybody's, or those that one person asked for. */
export type JobsOf = { personId: string | null };

const job = columns(
  "Job",
  "j",
  "id",
  "kind",
  "status",
  "done",
  "total",
  "unit",
  "sentence",
  "attempts",
  "failures",
  "error",
  "version",
  "cancelRequested",
  "personId",
  "dueAt",
  "createdAt",
  "startedAt",
  "endedAt",
);

/** Of `job j` and its `"user" u`. */
export const jobColumns = sql`${job}, j.subject_id AS subject, u.name AS "personName",
  coalesce((SELECT e.name FROM evaluation e WHERE e.id = j.subject_id), (SELECT m.name FROM model m WHERE m.id = j.subject_id),
    (SELECT i.name FROM import i WHERE i.id = j.subject_id),
    (SELECT t.name FROM training_export x JOIN snapshot s ON s.id = x.recipe #>> '{parts,0,snapshotId}'
      JOIN data_set t ON t.id = s.data_set_id WHERE x.id = j.subject_id),
    (SELECT d.name FROM destination d WHERE d.id = j.subject_id), (SELECT n.name FROM training_job n WHERE n.id = j.subject_id),
    (SELECT n.name FROM training_place n WHERE n.id = j.subject_id),
    (SELECT d.name FROM export_push p JOIN destination d ON d.id = p.destination_id WHERE p.id = j.subject_id),
    (SELECT n.name FROM publication p JOIN training_job n ON n.id = p.training_job_id WHERE p.id = j.subject_id),
    (SELECT p.judge || ' on ' || e.name FROM judge_run p JOIN evaluation e ON e.id = p.evaluation_id
      WHERE p.id = j.subject_id),
    j.payload #>> '{spec,name}', (SELECT b.change ->> 'kind' FROM bulk_act b WHERE b.id = j.subject_id)) AS "subjectName"`;
export const jobSource = sql`job j LEFT JOIN "user" u ON u.id = j.person_id`;
export const jobShape = {
  ...job.row,
  kind: word<JobKind>(),
  status: word<JobStatus>(),
  unit: word<JobProgress["unit"]>(),
  subject: orNull(text),
  personName: orNull(text),
  subjectName: orNull(text),
};
type JobRow = RowOf<typeof jobShape>;

type Wanted = JobsOf & { status?: JobStatus; kind?: JobKind; subject?: string; cursor?: string; limit: number };

type Place = { at: string | null; id: string | null; limit: number };

const list = statement(
  "jobs.list",
  jobShape,
  ({ personId, status, kind, subject }: Omit<Wanted, "cursor" | "limit">, { at, id, limit }: Place) => sql`
    SELECT ${jobColumns} FROM ${jobSource}
    WHERE (${personId}::text IS NULL OR j.person_id = ${personId}) AND (${status}::text IS NULL OR j.status = ${status})
      AND (${kind}::text IS NULL OR j.kind = ${kind}) AND (${subject}::text IS NULL OR j.subject_id = ${subject})
      AND (${at}::timestamptz IS NULL OR (j.created_at, j.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY j.created_at DESC, j.id DESC LIMIT ${limit}`,
);

/** Newest first. */
export async function listJobs({ cursor, limit, ...which }: Wanted): Promise<PageOf<Job>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list(which, { at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toJob), nextCursor };
}

const find = statement(
  "jobs.find",
  jobShape,
  (id: string) => sql`SELECT ${jobColumns} FROM ${jobSource} WHERE j.id = ${id}`,
);

export async function findJob(id: string, on?: Queryable): Promise<Job | null> {
  const row = await first(find(id), on);
  return row && toJob(row);
}

const findMatter = statement(
  "jobs.findMatter",
  { payload: made<unknown>(), result: made<unknown>() },
  (id: string, kind: JobKind) => sql`
    SELECT payload, result FROM job WHERE id = ${id} AND kind = ${kind}`,
);

/** Its payload and result, as they are stored. */
export async function findJobMatter(id: string, kind: JobKind): Promise<{ payload: unknown; result: unknown } | null> {
  return first(findMatter(id, kind));
}

const mostLines = 500;

const listLines = statement(
  "jobs.listLines",
  { at: moment, text },
  (jobId: string) => sql`
    SELECT created_at AS at, text FROM job_line WHERE job_id = ${jobId} ORDER BY id DESC LIMIT ${mostLines}`,
);

/** The last lines of its log, oldest first. */
export async function listJobLines(jobId: string): Promise<JobLine[]> {
  const rows = await all(listLines(jobId));
  return rows.reverse().map(({ at, text }) => ({ at: at.toISOString(), text }));
}

type Asked = { id: string; personName: string };

const cancel = statement(
  "jobs.cancel",
  { id: text },
  ({ id, personName }: Asked) => sql`
    WITH asked AS (
      UPDATE job SET again = false, cancel_requested = status = 'running',
        ended_at = CASE WHEN status = 'waiting' THEN now() END,
        status = CASE WHEN status = 'waiting' THEN 'cancelled' ELSE status END
      WHERE id = ${id} AND status IN ('waiting', 'running') RETURNING id
    ), noted AS (
      INSERT INTO job_line (job_id, text) SELECT id, ${personName} || ' asked for it to stop.' FROM asked
    ) SELECT id FROM asked`,
);

/** Asks for it to stop: at once when nobody works on it, else as soon as whoever does hears of it. False: it has ended. */
export async function cancelJob(tx: Queryable, asked: Asked): Promise<boolean> {
  return (await first(cancel(asked), tx)) !== null;
}

const cancelAbout = statement(
  "jobs.cancelAbout",
  {},
  (subject: string, kind: JobKind) => sql`
    UPDATE job SET again = false, cancel_requested = status = 'running',
      ended_at = CASE WHEN status = 'waiting' THEN now() END,
      status = CASE WHEN status = 'waiting' THEN 'cancelled' ELSE status END
    WHERE subject_id = ${subject} AND kind = ${kind} AND status IN ('waiting', 'running')`,
);

/** Asks all jobs about something to stop. */
export async function cancelJobsAbout(tx: Queryable, subject: string, kind: JobKind): Promise<void> {
  await execute(cancelAbout(subject, kind), tx);
}

const hurry = statement(
  "jobs.hurry",
  { id: text },
  ({ id, personName }: Asked) => sql`
    WITH asked AS (
      UPDATE job SET due_at = least(due_at, now()), again = status = 'running'
      WHERE id = ${id} AND status IN ('waiting', 'running') RETURNING id
    ), noted AS (
      INSERT INTO job_line (job_id, text) SELECT id, ${personName} || ' asked for it to stop.' FROM asked
    ) SELECT id FROM asked`,
);

/** Has it looked at at once, by whoever is to end it elsewhere. False: it has ended. */
export async function hurryJob(tx: Queryable, asked: Asked): Promise<boolean> {
  return (await first(hurry(asked), tx)) !== null;
}

const retry = statement(
  "jobs.retry",
  { id: text },
  ({ id, personName }: Asked) => sql`
    WITH asked AS (
      UPDATE job SET status = 'waiting', failures = 0, error = NULL, due_at = now(), ended_at = NULL
      WHERE id = ${id} AND status IN ('failed', 'cancelled')
        AND NOT EXISTS (SELECT FROM job o WHERE o.key = job.key AND o.status IN ('waiting', 'running')) RETURNING id
    ), noted AS (
      INSERT INTO job_line (job_id, text) SELECT id, ${personName} || ' asked for it again.' FROM asked
    ) SELECT id FROM asked`,
);

/** Lets a job that failed or was cancelled go on where it stood. False: there is nothing to be tried again. */
export async function retryJob(tx: Queryable, asked: Asked): Promise<boolean> {
  return (await first(retry(asked), tx)) !== null;
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
