import { newId } from "@/lib/base/ids";
import type { JobKind } from "@/lib/domain/job";
import { type JobPayload, jobKinds } from "@/lib/jobs/kinds";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

export type NewJob<K extends JobKind> = {
  kind: K;
  payload: JobPayload<K>;
  /** The id of what it is about. */
  subject?: string;
  /** Of those that have not ended each key has one job. */
  key?: string;
  delayMs?: number;
  personId?: string;
};

const forgetEnded = statement(
  "jobs.forgetEnded",
  {},
  (key: string) => sql`
    DELETE FROM job WHERE key = ${key} AND status IN ('done', 'failed', 'cancelled')`,
);

const insert = statement(
  "jobs.enqueue",
  { id: text },
  ({ kind, payload, subject, key, delayMs = 0, personId }: NewJob<JobKind>, unit: string, priority: number) => sql`
    INSERT INTO job (id, kind, payload, subject_id, key, unit, priority, due_at, person_id)
    VALUES (${newId("job")}, ${kind}, ${payload}::jsonb, ${subject}, ${key}, ${unit}, ${priority}::int,
      now() + make_interval(secs => ${delayMs / 1000}::float8), ${personId})
    ON CONFLICT (project_id, key) WHERE status IN ('waiting', 'running') DO UPDATE SET payload = excluded.payload,
      again = job.status = 'running', due_at = least(job.due_at, excluded.due_at)
    RETURNING id`,
);

/**
 * Asks for a job, inside the caller's transaction; its id. Asked for twice under one key it is one job; asked for while
 * that runs, it runs once more afterwards, so that nothing that came meanwhile is overlooked.
 */
export async function enqueueJob<K extends JobKind>(tx: Queryable, job: NewJob<K>): Promise<string> {
  const { kind, key } = job;
  const { unit, priority, keepsLatest } = jobKinds[kind];
  if (keepsLatest && key !== undefined) await execute(forgetEnded(key), tx);
  const row = await first(insert(job, unit, priority), tx);
  if (!row) throw new Error("A job was neither made nor found");
  return row.id;
}
