import type { Job } from "@/lib/domain/job";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { statement } from "../door/statement";
import { jobColumns, jobShape, jobSource, toJob } from "./jobs";

const list = statement(
  "jobs.listByIds",
  jobShape,
  (ids: string[]) => sql`SELECT ${jobColumns} FROM ${jobSource} WHERE j.id = ANY(${ids}::text[])`,
);

export async function findJobs(ids: string[]): Promise<Job[]> {
  return ids.length === 0 ? [] : (await all(list(ids))).map(toJob);
}

const mostFollowed = 500;

const listNew = statement(
  "jobs.listNew",
  jobShape,
  () => sql`
    SELECT ${jobColumns} FROM ${jobSource}
    WHERE j.status IN ('waiting', 'running') OR j.updated_at > now() - interval '10 seconds'
    ORDER BY j.updated_at DESC LIMIT ${mostFollowed}`,
);

/** Jobs at work or waiting, and those that changed within the last seconds: what whoever follows jobs has to know. */
export async function listNewJobs(): Promise<Job[]> {
  return (await all(listNew())).map(toJob);
}
