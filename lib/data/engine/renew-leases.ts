import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import { acrossProjects } from "../project-at-work";
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
