import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { text } from "./door/row";
import { statement } from "./door/statement";
import { transaction } from "./sql";

const stop = statement(
  "stopRun.stop",
  {},
  (runId: string, detail: string) => sql`
      UPDATE run SET status = 'stopped', status_detail = ${detail}, ended_at = now()
      WHERE id = ${runId} AND status IN ('draft', 'running', 'paused')`,
);

const endDialogues = statement(
  "stopRun.endDialogues",
  { id: text },
  (runId: string) => sql`
      UPDATE dialogue d SET
        status = 'ended', end_reason = 'run_stopped', status_detail = 'The run was stopped',
        hold_requested = false, turns_allowed = NULL, next_note = NULL,
        head_id = CASE WHEN t.speaker = 'user' THEN t.parent_id ELSE d.head_id END,
        opening = CASE WHEN t.speaker = 'user' AND t.parent_id IS NULL THEN '' ELSE d.opening END,
        context_tokens = CASE WHEN t.speaker = 'user' THEN NULL ELSE d.context_tokens END,
        fence = d.fence + 1, lease_worker = NULL, lease_until = NULL,
        version = d.version + 1, updated_at = now(), ended_at = now()
      FROM dialogue o LEFT JOIN turn t ON t.id = o.head_id
      WHERE o.id = d.id AND d.run_id = ${runId} AND d.status <> 'ended' RETURNING d.id`,
);

/**
 * Stops a run and ends all its open dialogues in one transaction: each rests on its last answer, and the fence grows so
 * that replies in flight land on no path. Returns the ids of the ended dialogues; null when the run was over already.
 */
export async function stopRun(runId: string, detail: string): Promise<string[] | null> {
  return transaction(async (tx) => {
    const stopped = await execute(stop(runId, detail), tx);
    if (stopped === 0) return null;
    const ended = await all(endDialogues(runId), tx);
    return ended.map((row) => row.id);
  });
}
