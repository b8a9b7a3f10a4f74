import { newId } from "@/lib/base/ids";
import { type Queryable, query, sql } from "../sql";

type Ask = { queueId: string; personId: string; leaseSeconds: number };

/**
 * Gives back the places whose lease ran out: at most a hundred at a time, and none that anybody is just handling, so
 * that it never waits. One statement, for a place and its vacancy change together or not at all.
 */
export async function giveBackExpired(queueId: string): Promise<void> {
  await query`
    WITH expired AS (
      SELECT a.id, a.item_id FROM assignment a JOIN review_item i ON i.id = a.item_id
      WHERE a.queue_id = ${queueId} AND a.status = 'leased' AND a.lease_until < now()
      ORDER BY a.lease_until LIMIT 100 FOR NO KEY UPDATE OF i, a SKIP LOCKED
    ), freed AS (
      UPDATE assignment a SET status = 'expired', lease_until = NULL FROM expired e WHERE a.id = e.id RETURNING a.item_id
    )
    UPDATE review_item i SET vacant = i.vacant + f.places
    FROM (SELECT item_id, count(*)::int AS places FROM freed GROUP BY item_id) f
    WHERE i.id = f.item_id AND i.needed > 0 AND i.status <> 'settled'`;
}

/** One person's claims in one queue go one after another; returns how many items they were served before. */
export async function lockClaimant(tx: Queryable, { queueId, personId }: Ask): Promise<number> {
  await sql(tx)`SELECT pg_advisory_xact_lock(hashtextextended(${`${queueId}:${personId}`}, 0))`;
  const [row] = await sql<{ served: number }>(tx)`
    SELECT count(*)::int AS served FROM assignment WHERE queue_id = ${queueId} AND person_id = ${personId}`;
  return row?.served ?? 0;
}

/** A place that is theirs already: first one that they look at, then one that was sent back. */
export async function claimHeld(tx: Queryable, ask: Ask, holding: string[]): Promise<string | null> {
  const [row] = await sql<{ id: string }>(tx)`
    UPDATE assignment SET lease_until = CASE WHEN status = 'leased'
      THEN now() + ${ask.leaseSeconds} * interval '1 second' END
    WHERE id = (
      SELECT a.id FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN dialogue d ON d.id = i.dialogue_id
      WHERE a.queue_id = ${ask.queueId} AND a.person_id = ${ask.personId} AND a.status IN ('leased', 'sent_back')
        AND a.id <> ALL(${holding}::text[]) AND d.deleted_at IS NULL AND i.status <> 'settled'
      ORDER BY a.status, a.served_at, a.id LIMIT 1)
      AND status IN ('leased', 'sent_back')
    RETURNING id`;
  return row?.id ?? null;
}

/** A place that they had and lost (`expired`) or gave away (`skipped`), if it is free again. */
export async function claimAgain(tx: Queryable, ask: Ask, status: "expired" | "skipped"): Promise<string | null> {
  const [row] = await sql<{ id: string }>(tx)`
    WITH again AS (
      SELECT i.id FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN dialogue d ON d.id = i.dialogue_id
      WHERE a.queue_id = ${ask.queueId} AND a.person_id = ${ask.personId} AND a.status = ${status}
        AND (i.vacant > 0 OR i.gold IS NOT NULL) AND i.status = 'open' AND d.deleted_at IS NULL
      ORDER BY i.position LIMIT 1 FOR NO KEY UPDATE OF i
    ), taken AS (
      UPDATE review_item i SET vacant = greatest(0, i.vacant - 1) FROM again WHERE i.id = again.id RETURNING i.id
    )
    UPDATE assignment a SET status = 'leased', lease_until = now() + ${ask.leaseSeconds} * interval '1 second'
    FROM taken WHERE a.item_id = taken.id AND a.person_id = ${ask.personId} RETURNING a.id`;
  return row?.id ?? null;
}

/**
 * The first item by position with a free place that this person was never served. Items that somebody is just handling
 * are passed over; only when nothing else is left does it wait for them (`patient`).
 */
export async function claimNext(tx: Queryable, ask: Ask, patient: boolean): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `WITH next AS (
      SELECT i.id FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
      WHERE i.queue_id = $1 AND i.vacant > 0 AND i.status = 'open'
        AND (i.assigned_to = '{}' OR $2 = ANY(i.assigned_to)) AND d.deleted_at IS NULL
        AND NOT EXISTS (SELECT FROM assignment a WHERE a.item_id = i.id AND a.person_id = $2)
      ORDER BY i.position LIMIT 1 FOR NO KEY UPDATE OF i ${patient ? "" : "SKIP LOCKED"}
    ), taken AS (
      UPDATE review_item i SET vacant = i.vacant - 1 FROM next WHERE i.id = next.id RETURNING i.id
    )
    INSERT INTO assignment (id, item_id, queue_id, person_id, lease_until)
    SELECT $3, taken.id, $1, $2, now() + $4 * interval '1 second' FROM taken RETURNING id`,
    [ask.queueId, ask.personId, newId("assignment"), ask.leaseSeconds],
  );
  return rows[0]?.id ?? null;
}

/** A gold item that they were never served, drawn by `draw` in [0, 1): gold items have no places and no order. */
export async function claimGold(tx: Queryable, ask: Ask, draw: number): Promise<string | null> {
  const left = await sql<{ id: string }>(tx)`
    SELECT i.id FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
    WHERE i.queue_id = ${ask.queueId} AND i.gold IS NOT NULL AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM assignment a WHERE a.item_id = i.id AND a.person_id = ${ask.personId})
    ORDER BY i.position`;
  const item = left[Math.floor(draw * left.length)];
  if (!item) return null;
  const [row] = await sql<{ id: string }>(tx)`
    INSERT INTO assignment (id, item_id, queue_id, person_id, lease_until)
    VALUES (${newId("assignment")}, ${item.id}, ${ask.queueId}, ${ask.personId},
      now() + ${ask.leaseSeconds} * interval '1 second') RETURNING id`;
  return row?.id ?? null;
}

export type Leftovers = { items: number; open: number; skipped: number; free: number };

/** What is left of a queue for a person who was served nothing. */
export async function readLeftovers({ queueId, personId }: Ask, practice: boolean): Promise<Leftovers> {
  const [row] = await query<Leftovers>`
    SELECT count(*)::int AS items, count(*) FILTER (WHERE i.status = 'open')::int AS open,
      count(*) FILTER (WHERE a.status = 'skipped' AND i.status = 'open' AND (i.vacant > 0 OR ${practice}))::int AS skipped,
      count(*) FILTER (WHERE i.vacant > 0 AND i.status = 'open' AND a.id IS NULL)::int AS free
    FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
    LEFT JOIN assignment a ON a.item_id = i.id AND a.person_id = ${personId}
    WHERE i.queue_id = ${queueId} AND d.deleted_at IS NULL AND (i.gold IS NOT NULL) = ${practice}`;
  return row ?? { items: 0, open: 0, skipped: 0, free: 0 };
}
