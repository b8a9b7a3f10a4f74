import type { ProjectCounts } from "@/lib/domain/project";
import { insertAuditLine } from "../audit-lines";
import { execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { int } from "../door/row";
import { statement } from "../door/statement";
import { enqueueJob } from "../jobs/enqueue";
import { prisma } from "../prisma";
import { requireProject } from "../project-at-work";
import { type Queryable, transaction } from "../sql";
import { restProject } from "./archive-project";
import { anyTable, named, type Table } from "./catalog";

const count = statement(
  "projects.count",
  {
    dialogues: int,
    turns: int,
    runs: int,
    seedSets: int,
    models: int,
    queues: int,
    answers: int,
    benchmarks: int,
    evaluations: int,
    votes: int,
    judgments: int,
    members: int,
  },
  (projectId: string) => sql`
    SELECT (SELECT count(*)::int FROM dialogue) AS dialogues, (SELECT count(*)::int FROM turn) AS turns,
      (SELECT count(*)::int FROM run) AS runs, (SELECT count(*)::int FROM seed_set) AS "seedSets",
      (SELECT count(*)::int FROM model WHERE project_id IS NOT NULL) AS models,
      (SELECT count(*)::int FROM review_queue) AS queues,
      (SELECT count(*)::int FROM assignment WHERE status IN ('answered', 'late')) AS answers,
      (SELECT count(*)::int FROM benchmark WHERE project_id IS NOT NULL) AS benchmarks,
      (SELECT count(*)::int FROM evaluation) AS evaluations,
      (SELECT count(*)::int FROM ballot WHERE status IN ('voted', 'late')) AS votes,
      (SELECT count(*)::int FROM judgment) AS judgments,
      (SELECT count(*)::int FROM membership m WHERE m.project_id = ${projectId}) AS members`,
);

const close = statement(
  "projects.close",
  {},
  (projectId: string) => sql`
    UPDATE project SET deleted_at = now(), archived_at = coalesce(archived_at, now()), slug = id
    WHERE id = ${projectId} AND deleted_at IS NULL`,
);
const takeOut = [
  statement("projects.dropMembers", {}, (id: string) => sql`DELETE FROM membership m WHERE m.project_id = ${id}`),
  statement("projects.dropInvitations", {}, (id: string) => sql`DELETE FROM invitation i WHERE i.project_id = ${id}`),
  statement("projects.dropTokens", {}, (id: string) => sql`DELETE FROM api_token a WHERE a.project_id = ${id}`),
];

type Closing = { project: { id: string; name: string }; personId: string; counts: ProjectCounts };

/**
 * Closes the project at work for good: nobody is in it from here on, all work in it rests, and a job takes its rows away.
 * Returns the runs that were paused.
 */
export async function closeProject({ project, personId, counts }: Closing): Promise<string[]> {
  const line = { kind: "project_deleted", project, personId, counts, isUnderWay: true } as const;
  return transaction(async (tx) => {
    const auditLineId = await insertAuditLine(line, tx);
    await execute(close(requireProject()), tx);
    for (const drop of takeOut) await execute(drop(requireProject()), tx);
    const runIds = await restProject(tx, "The project is being deleted.", []);
    await enqueueJob(tx, { kind: "project_deletion", payload: { auditLineId }, key: "deletion", personId });
    return runIds;
  });
}

const countRows = statement(
  "projects.countRows",
  { count: int },
  (table: Table) => sql`SELECT count(*)::int AS count FROM ${named(table.name)} t WHERE ${own(table)}`,
  { examples: [[anyTable]] },
);

/** How many rows of a table go. */
export async function countRowsOf(table: Table): Promise<number> {
  return (await first(countRows(table)))?.count ?? 0;
}

const deleteSome = statement(
  "projects.deleteSome",
  {},
  (table: Table, limit: number, jobId: string) => sql`
    DELETE FROM ${named(table.name)} d WHERE d.ctid IN (
      SELECT t.ctid FROM ${named(table.name)} t WHERE ${own(table)} AND ${butJob(table, jobId)} LIMIT ${limit}::int)`,
  { examples: [[anyTable, 1, "j"]] },
);

/** Deletes up to so many rows of a table, but for what the job itself stands on; how many there were. */
export function deleteRows(tx: Queryable, table: Table, limit: number, jobId: string): Promise<number> {
  return execute(deleteSome(table, limit, jobId), tx);
}

const deleteJob = statement("projects.deleteJob", {}, (id: string) => sql`DELETE FROM job WHERE id = ${id}`);
const deleteLast = statement("projects.delete", {}, (id: string) => sql`DELETE FROM project WHERE id = ${id}`);
const endLine = statement(
  "projects.endAuditLine",
  {},
  (id: string) => sql`UPDATE audit_line SET ended_at = now() WHERE id = ${id}`,
);

/** The last step: the job that did it, the project, and the line that tells of it. */
export async function deleteProjectRow(tx: Queryable, jobId: string, auditLineId: string): Promise<void> {
  await execute(deleteJob(jobId), tx);
  await execute(deleteLast(requireProject()), tx);
  await execute(endLine(auditLineId), tx);
}

/** What ships with the studio is seen in a project, and is not its own. */
function own({ isShared }: Table): Fragment {
  return isShared ? sql`t.project_id IS NOT NULL` : sql`true`;
}

function butJob({ name }: Table, jobId: string): Fragment {
  if (name === "job") return sql`t.id <> ${jobId}`;
  return name === "job_line" ? sql`t.job_id <> ${jobId}` : sql`${jobId}::text IS NOT NULL`;
}

/** Who is an owner or leads a project that stays is somewhere; a server without any project has no page to show. */
export async function isOnlyProject(): Promise<boolean> {
  return (await prisma.project.count({ where: { id: { not: requireProject() }, deletedAt: null } })) === 0;
}

/** What the project at work holds, by noun. */
export async function countProject(): Promise<ProjectCounts> {
  const counts = await first(count(requireProject()));
  if (!counts) throw new Error("A count gave nothing");
  return counts;
}
