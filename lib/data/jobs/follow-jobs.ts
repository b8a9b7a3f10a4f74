import type { Job } from "@/lib/domain/job";
import { pool } from "../pool";
import { type JobRow, jobColumns, jobSource, toJob } from "./jobs";

export async function findJobs(ids: string[]): Promise<Job[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool().query<JobRow>(`SELECT ${jobColumns} FROM ${jobSource} WHERE j.id = ANY($1)`, [ids]);
  return rows.map(toJob);
}

const mostFollowed = 500;

/** Jobs at work or waiting, and those that changed within the last seconds: what whoever follows jobs has to know. */
export async function listNewJobs(): Promise<Job[]> {
  const { rows } = await pool().query<JobRow>(
    `SELECT ${jobColumns} FROM ${jobSource}
     WHERE j.status IN ('waiting', 'running') OR j.updated_at > now() - interval '10 seconds'
     ORDER BY j.updated_at DESC LIMIT ${mostFollowed}`,
  );
  return rows.map(toJob);
}
