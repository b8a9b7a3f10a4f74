import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, float, int, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { acrossProjects } from "../project-at-work";
import { type Queryable, transaction } from "../sql";
import { type Claim, leaseSeconds } from "./claim";

const renew = statement(
  "leases.renew",
  { id: text },
  (workerId: string, claims: Claim[]) => sql`
    UPDATE dialogue d SET lease_until = now() + make_interval(secs => ${leaseSeconds})
    FROM unnest(${claims.map((claim) => claim.dialogueId)}::text[], ${claims.map((claim) => claim.fence)}::int[]) AS c (id, fence)
    WHERE d.id = c.id AND d.fence = c.fence AND d.status = 'running' AND d.lease_worker = ${workerId} RETURNING d.id`,
);

/** Renews what a worker holds; returns the ids of the dialogues that it still holds. */
export async function renewLeases(workerId: string, claims: Claim[]): Promise<Set<string>> {
  const rows = await acrossProjects(() => all(renew(workerId, claims)));
  return new Set(rows.map(({ id }) => id));
}

const listHeld = statement(
  "leases.listHeld",
  { id: text },
  (claims: Claim[]) => sql`
    SELECT d.id FROM dialogue d
    JOIN unnest(${claims.map((claim) => claim.dialogueId)}::text[], ${claims.map((claim) => claim.fence)}::int[]) AS c (id, fence)
      ON d.id = c.id AND d.fence = c.fence
    WHERE d.status = 'running'`,
);

/** Which of these claims still hold; reads only. */
export async function heldClaims(claims: Claim[]): Promise<Set<string>> {
  const rows = await acrossProjects(() => all(listHeld(claims)));
  return new Set(rows.map(({ id }) => id));
}

const note = statement(
  "leases.beat",
  {},
  (workerId: string, load: { running: number; capacity: number }) => sql`
    INSERT INTO worker (id, running, capacity) VALUES (${workerId}, ${load.running}, ${load.capacity})
    ON CONFLICT (id) DO UPDATE SET seen_at = now(), running = excluded.running, capacity = excluded.capacity`,
);

/** Says that the worker is alive, and how busy. */
export async function beat(workerId: string, load: { running: number; capacity: number }): Promise<void> {
  await execute(note(workerId, load));
}

const handBack = statement(
  "leases.handBack",
  {},
  (workerId: string) => sql`
    UPDATE dialogue SET status = CASE WHEN hold_requested THEN 'paused' ELSE 'queued' END, hold_requested = false,
      fence = fence + 1, lease_worker = NULL, lease_until = NULL, due_at = now(), version = version + 1, updated_at = now()
    WHERE status = 'running' AND lease_worker = ${workerId}`,
);

const forget = statement(
  "leases.forget",
  {},
  (workerId: string) => sql`
    DELETE FROM worker WHERE id = ${workerId}`,
);

/**
 * The worker goes and has handed back what it knew of. What it does not know of, since a claim was committed and the
 * answer got lost, is due again at once instead of at the end of its lease.
 */
export async function signOff(workerId: string): Promise<void> {
  await acrossProjects(() => execute(handBack(workerId)));
  await execute(forget(workerId));
}

const attempt = columns("Attempt", "attempt", "runId", "reserved");

const takeBack = statement(
  "reapLost.takeBack",
  { id: text },
  () => sql`
      UPDATE dialogue SET status = CASE WHEN hold_requested THEN 'paused' ELSE 'queued' END, hold_requested = false,
        fence = fence + 1, lease_worker = NULL, lease_until = NULL, due_at = now(), version = version + 1, updated_at = now()
      WHERE id IN (
        SELECT id FROM dialogue WHERE status = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED
      ) RETURNING id`,
);

const deleteLiveText = statement(
  "reapLost.deleteLiveText",
  {},
  (ids: string[]) => sql`
    DELETE FROM live_delta WHERE dialogue_id = ANY(${ids}::text[])`,
);

const loseAttempts = statement(
  "reapLost.loseAttempts",
  attempt.row,
  () => sql`
      UPDATE attempt SET outcome = 'lost', ended_at = now(), error = 'The worker that made this call died.'
      WHERE id IN (
        SELECT a.id FROM attempt a LEFT JOIN worker w ON w.id = a.worker_id
        WHERE a.outcome = 'open' AND (w.id IS NULL OR w.seen_at < now() - make_interval(secs => ${leaseSeconds}))
        FOR UPDATE OF a SKIP LOCKED
      ) RETURNING ${attempt}`,
);

const charge = statement(
  "reapLost.charge",
  {},
  (runIds: string[], reserved: number[]) => sql`
    WITH held AS (
      SELECT id FROM run WHERE id = ANY(${runIds}::text[]) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE run SET budget_reserved = budget_reserved - n.reserved, budget_spent = budget_spent + n.reserved
    FROM held JOIN unnest(${runIds}::text[], ${reserved}::float8[]) AS n (id, reserved) ON n.id = held.id
    WHERE run.id = held.id`,
);

const forgetWorkers = statement(
  "reapLost.forgetWorkers",
  {},
  () => sql`
    DELETE FROM worker WHERE seen_at < now() - interval '1 day'`,
);

/**
 * Takes back what dead workers held: their dialogues are due again at once (or paused, when that was asked for), their
 * calls are lost. Nobody knows what a lost call took upstream, so it is charged as reserved: a hard cap stays one.
 * Returns the dialogues that changed.
 */
export function reapLost(): Promise<string[]> {
  return acrossProjects(() => transaction(takeBackAll));
}

async function takeBackAll(tx: Queryable): Promise<string[]> {
  const dialogues = await all(takeBack(), tx);
  const ids = dialogues.map(({ id }) => id);
  if (ids.length > 0) await execute(deleteLiveText(ids), tx);
  const attempts = await all(loseAttempts(), tx);
  const held = new Map<string, number>();
  for (const { runId, reserved } of attempts) if (reserved > 0) held.set(runId, (held.get(runId) ?? 0) + reserved);
  if (held.size > 0) await execute(charge([...held.keys()], [...held.values()]), tx);
  await execute(forgetWorkers(), tx);
  return ids;
}

const sweep = statement(
  "reapLost.sweepLiveText",
  {},
  () => sql`
    DELETE FROM live_delta l USING dialogue d WHERE d.id = l.dialogue_id
    AND (d.status <> 'running' OR d.fence <> l.fence)`,
);

/** Deletes live text that nobody will finish: a person or another worker had taken the dialogue away meanwhile. */
export async function sweepLiveText(): Promise<void> {
  await acrossProjects(() => execute(sweep()));
}

export type WorkerHealth = {
  /** Workers that gave a sign of life within the time of a lease. */
  alive: number;
  /** Seconds since the last sign of life of any worker; null when there never was one. */
  secondsSinceSeen: number | null;
};

const readHealth = statement(
  "health.read",
  { alive: int, secondsSinceSeen: orNull(float) },
  () => sql`
      SELECT count(*) FILTER (WHERE seen_at > now() - make_interval(secs => ${leaseSeconds}))::int AS alive,
        round(extract(epoch FROM now() - max(seen_at)), 1)::float8 AS "secondsSinceSeen" FROM worker`,
);

/** How the workers are, by the database's own clock; null when the database does not answer. */
export async function readWorkerHealth(): Promise<WorkerHealth | null> {
  try {
    return await first(readHealth());
  } catch {
    return null;
  }
}
