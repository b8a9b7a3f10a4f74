import { execute } from "../door/execute";
import { sql } from "../door/fragment";
import { statement } from "../door/statement";
import { acrossProjects } from "../project-at-work";

const complete = statement(
  "completeRun.complete",
  {},
  (runId: string | null) => sql`
    UPDATE run SET status = 'done', ended_at = now(),
      status_detail = CASE WHEN budget_exhausted THEN
        format('The budget is used up; %s of %s dialogues were begun.', next_number - 1, total) END
    WHERE (${runId}::text IS NULL OR id = ${runId}) AND status = 'running' AND (next_number > total OR budget_exhausted)
      AND NOT EXISTS (SELECT FROM dialogue WHERE run_id = run.id AND status IN ('queued', 'running', 'paused'))`,
);

/** Marks every run of every project as done that has no dialogue left to write. */
export async function completeRuns(): Promise<void> {
  await acrossProjects(() => execute(complete(null)));
}

/**
 * Marks a run as done once no dialogue is left to write. Call it after the commit that ended a dialogue, never inside:
 * of two that end at once, the later one then sees both.
 */
export async function completeRun(runId: string): Promise<void> {
  await execute(complete(runId));
}
