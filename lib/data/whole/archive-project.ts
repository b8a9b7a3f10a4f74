import { insertAuditLine } from "../audit-lines";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import { prisma } from "../prisma";
import { requireProject } from "../project-at-work";
import { type Queryable, transaction } from "../sql";

const setArchived = statement(
  "projects.setArchived",
  {},
  (projectId: string, isArchived: boolean) => sql`
    UPDATE project SET archived_at = CASE WHEN ${isArchived} THEN now() END
    WHERE id = ${projectId} AND (archived_at IS NULL) = ${isArchived}`,
);

const pauseRuns = statement(
  "projects.pauseRuns",
  { id: text },
  (detail: string) => sql`
    UPDATE run SET status = 'paused', status_detail = ${detail} WHERE status = 'running' RETURNING id`,
);

const handJobsBack = statement(
  "projects.handJobsBack",
  {},
  (kept: string[]) => sql`
    UPDATE job SET fence = fence + 1, due_at = now(),
      status = CASE WHEN cancel_requested AND NOT again THEN 'cancelled' ELSE 'waiting' END,
      ended_at = CASE WHEN cancel_requested AND NOT again THEN now() END,
      again = false, cancel_requested = false, lease_worker = NULL, lease_until = NULL
    WHERE status = 'running' AND kind <> ALL(${kept}::text[])`,
);

/**
 * Lets all work in the project at work rest: running runs are paused, jobs go back into their line, but for these kinds.
 * Returns the ids of the runs.
 */
export async function restProject(tx: Queryable, detail: string, keptKinds: string[]): Promise<string[]> {
  const runs = await all(pauseRuns(detail), tx);
  await execute(handJobsBack(keptKinds), tx);
  return runs.map(({ id }) => id);
}

type Archiving = { project: { id: string; name: string }; personId: string; detail: string; keptKinds: string[] };

/** Archives the project at work; the runs that were paused with it, or null when it is archived already. */
export async function archiveProject({ project, personId, detail, keptKinds }: Archiving): Promise<string[] | null> {
  return transaction(async (tx) => {
    const changed = await execute(setArchived(requireProject(), true), tx);
    if (changed === 0) return null;
    await insertAuditLine({ kind: "project_archived", project, personId }, tx);
    return restProject(tx, detail, keptKinds);
  });
}

/** Takes the project at work out of the archive; false when it is not in there. Paused runs stay paused. */
export async function unarchiveProject(project: { id: string; name: string }, personId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const changed = await execute(setArchived(requireProject(), false), tx);
    if (changed > 0) await insertAuditLine({ kind: "project_unarchived", project, personId }, tx);
    return changed > 0;
  });
}

/** The name and address of the project at work, as they stand now. */
export function readProject() {
  return prisma.project.findUniqueOrThrow({ where: { id: requireProject() } });
}
