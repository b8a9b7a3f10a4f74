import type { Job } from "@/lib/domain/job";
import type { CountedNoun } from "@/lib/domain/live";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { text, word } from "./door/row";
import { statement } from "./door/statement";
import { jobColumns, jobShape, jobSource, toJob } from "./jobs/jobs";

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

const listMarks = statement(
  "countMarks.list",
  { id: word<CountedNoun>(), mark: text },
  (nouns: CountedNoun[]) => sql`
    SELECT noun AS id, CASE noun
      WHEN 'evaluations' THEN concat_ws(' ',
        (SELECT md5(string_agg(id || status, ' ' ORDER BY id)) FROM evaluation),
        (SELECT sum(version) FROM evaluation_votes),
        (SELECT sum(version) FROM job WHERE kind IN ('answers', 'judgments')
          AND (status IN ('waiting', 'running') OR updated_at > now() - interval '1 minute')))
      ELSE concat_ws(' ', (SELECT fence FROM duplicate_setting),
        (SELECT string_agg(id || ' ' || version, ' ' ORDER BY id) FROM job WHERE kind = 'duplicates'
          AND (status IN ('waiting', 'running') OR updated_at > now() - interval '1 minute')))
      END AS mark
    FROM unnest(${nouns}::text[]) AS noun`,
);

/** Of each noun a text that is another one as soon as its counts may have changed; cheap, from what changes with them. */
export function readCountMarks(nouns: CountedNoun[]): Promise<{ id: CountedNoun; mark: string }[]> {
  return nouns.length === 0 ? Promise.resolve([]) : all(listMarks(nouns));
}
