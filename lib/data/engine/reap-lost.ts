import { query, sql, transaction } from "../sql";
import { leaseSeconds } from "./claim";

/**
 * Takes back what dead workers held: their dialogues are due again at once (or paused, when that was asked for), their
 * calls are lost. Nobody knows what a lost call took upstream, so it is charged as reserved: a hard cap stays one.
 * Returns the dialogues that changed.
 */
export async function reapLost(): Promise<string[]> {
  return transaction(async (tx) => {
    const dialogues = await sql<{ id: string }>(tx)`
      UPDATE dialogue SET status = CASE WHEN hold_requested THEN 'paused' ELSE 'queued' END, hold_requested = false,
        fence = fence + 1, lease_worker = NULL, lease_until = NULL, due_at = now(), version = version + 1, updated_at = now()
      WHERE id IN (
        SELECT id FROM dialogue WHERE status = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED
      ) RETURNING id`;
    const ids = dialogues.map(({ id }) => id);
    if (ids.length > 0) await sql(tx)`DELETE FROM live_delta WHERE dialogue_id = ANY(${ids}::text[])`;
    const attempts = await sql<{ runId: string; reserved: number }>(tx)`
      UPDATE attempt SET outcome = 'lost', ended_at = now(), error = 'The worker that made this call died.'
      WHERE id IN (
        SELECT a.id FROM attempt a LEFT JOIN worker w ON w.id = a.worker_id
        WHERE a.outcome = 'open' AND (w.id IS NULL OR w.seen_at < now() - make_interval(secs => ${leaseSeconds}))
        FOR UPDATE OF a SKIP LOCKED
      ) RETURNING run_id AS "runId", reserved`;
    const held = new Map<string, number>();
    for (const { runId, reserved } of attempts) held.set(runId, (held.get(runId) ?? 0) + reserved);
    for (const [runId, reserved] of [...held].sort()) {
      if (reserved === 0) continue;
      await sql(tx)`
        UPDATE run SET budget_reserved = budget_reserved - ${reserved}::float8, budget_spent = budget_spent + ${reserved}::float8
        WHERE id = ${runId}`;
    }
    await sql(tx)`DELETE FROM worker WHERE seen_at < now() - interval '1 day'`;
    return ids;
  });
}

/** Deletes live text that nobody will finish: a person or another worker had taken the dialogue away meanwhile. */
export async function sweepLiveText(): Promise<void> {
  await query`DELETE FROM live_delta l USING dialogue d WHERE d.id = l.dialogue_id
    AND (d.status <> 'running' OR d.fence <> l.fence)`;
}
