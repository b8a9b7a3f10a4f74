import { newId } from "@/lib/base/ids";
import { queueSpecSchema, type ReviewQueue } from "@/lib/domain/review/queue";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, int, json, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { findServed, type Served, servedOf, servedShape, toServed } from "./served";

const expire = statement(
  "reviewClaim.expire",
  {},
  (queueId: string) => sql`
    WITH expired AS (
      SELECT a.id, a.item_id FROM assignment a JOIN review_item i ON i.id = a.item_id
      WHERE a.queue_id = ${queueId} AND a.status = 'leased' AND a.lease_until < now()
      ORDER BY a.lease_until LIMIT 100 FOR NO KEY UPDATE OF i, a SKIP LOCKED
    ), freed AS (
      UPDATE assignment a SET status = 'expired', lease_until = NULL FROM expired e WHERE a.id = e.id RETURNING a.item_id
    )
    UPDATE review_item i SET vacant = i.vacant + f.places
    FROM (SELECT item_id, count(*)::int AS places FROM freed GROUP BY item_id) f
    WHERE i.id = f.item_id AND i.needed > 0 AND i.status <> 'settled'`,
);

const count = statement(
  "reviewClaim.countServed",
  { served: int },
  ({ queueId, personId }: Ask) => sql`
    SELECT count(*)::int AS served FROM assignment WHERE queue_id = ${queueId} AND person_id = ${personId}`,
);

const placeIn = (ask: Ask, { besides, again, fresh }: Where) => sql`
  WITH held AS (
    UPDATE assignment SET lease_until = CASE WHEN status = 'leased' THEN now() + ${ask.leaseSeconds} * interval '1 second' END
    WHERE id = (
      SELECT a.id FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN dialogue d ON d.id = i.dialogue_id
      WHERE a.queue_id = ${ask.queueId} AND a.person_id = ${ask.personId} AND a.status IN ('leased', 'sent_back')
        AND a.id <> ALL(${besides}::text[]) AND d.deleted_at IS NULL AND i.status <> 'settled'
      ORDER BY a.status, a.served_at, a.id LIMIT 1)
      AND status IN ('leased', 'sent_back')
    RETURNING *
  ), again AS (
    SELECT i.id FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN dialogue d ON d.id = i.dialogue_id
    WHERE NOT EXISTS (SELECT FROM held) AND a.queue_id = ${ask.queueId} AND a.person_id = ${ask.personId} AND a.status = ${again}::text
      AND (i.vacant > 0 OR i.gold IS NOT NULL) AND i.status = 'open' AND d.deleted_at IS NULL
    ORDER BY i.position LIMIT 1 FOR NO KEY UPDATE OF i
  ), fresh AS (
    SELECT i.id FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
    WHERE ${fresh !== undefined}::bool AND NOT EXISTS (SELECT FROM held) AND NOT EXISTS (SELECT FROM again)
      AND i.queue_id = ${ask.queueId} AND i.vacant > 0 AND i.status = 'open'
      AND (i.assigned_to = '{}' OR ${ask.personId} = ANY(i.assigned_to)) AND d.deleted_at IS NULL
      AND i.id NOT IN (SELECT a.item_id FROM assignment a WHERE a.queue_id = ${ask.queueId} AND a.person_id = ${ask.personId})
    ORDER BY i.position LIMIT 1 FOR NO KEY UPDATE OF i ${fresh === "patient" ? sql`` : sql`SKIP LOCKED`}
  ), taken AS (
    UPDATE review_item i SET vacant = i.vacant - CASE WHEN i.gold IS NULL THEN 1 ELSE 0 END
    FROM (SELECT id FROM again UNION ALL SELECT id FROM fresh) free WHERE i.id = free.id RETURNING i.id
  ), placed AS (
    INSERT INTO assignment (id, item_id, queue_id, person_id, lease_until)
    SELECT ${newId("assignment")}, taken.id, ${ask.queueId}, ${ask.personId}, now() + ${ask.leaseSeconds} * interval '1 second' FROM taken
    ON CONFLICT (item_id, person_id) DO UPDATE SET status = 'leased', lease_until = excluded.lease_until
    RETURNING *
  )
  ${servedOf(sql`(SELECT * FROM held UNION ALL SELECT * FROM placed)`)}`;

/** One statement for all of it, the place as it is served included, since a team at work asks this more often than anything else. */
const place = statement("reviewClaim.place", servedShape, placeIn, { prepared: true });

const placePatiently = statement("reviewClaim.placePatiently", servedShape, placeIn, {
  prepared: true,
  examples: [[{ queueId: "q", personId: "p", leaseSeconds: 30 }, { fresh: "patient" }]],
});

const listGold = statement(
  "reviewClaim.listGold",
  { id: text },
  ({ queueId, personId }: Ask) => sql`
    SELECT i.id FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
    WHERE i.queue_id = ${queueId} AND i.gold IS NOT NULL AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM assignment a WHERE a.item_id = i.id AND a.person_id = ${personId})
    ORDER BY i.position`,
);

const takeGold = statement(
  "reviewClaim.takeGold",
  { id: text },
  (ask: Ask, itemId: string) => sql`
    INSERT INTO assignment (id, item_id, queue_id, person_id, lease_until)
    VALUES (${newId("assignment")}, ${itemId}, ${ask.queueId}, ${ask.personId},
      now() + ${ask.leaseSeconds} * interval '1 second') RETURNING id`,
);

const countLeft = statement(
  "reviewClaim.readLeftovers",
  { items: int, open: int, skipped: int, free: int },
  ({ queueId, personId }: Ask, practice: boolean) => sql`
    SELECT count(*)::int AS items, count(*) FILTER (WHERE i.status = 'open')::int AS open,
      count(*) FILTER (WHERE a.status = 'skipped' AND i.status = 'open' AND (i.vacant > 0 OR ${practice}))::int AS skipped,
      count(*) FILTER (WHERE i.vacant > 0 AND i.status = 'open' AND a.id IS NULL)::int AS free
    FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
    LEFT JOIN assignment a ON a.item_id = i.id AND a.person_id = ${personId}
    WHERE i.queue_id = ${queueId} AND d.deleted_at IS NULL AND (i.gold IS NOT NULL) = ${practice}`,
);

/** Of `review_item i` and its `review_queue q`: the queue still waits for what people say of the item. */
const holds = sql`i.status <> 'settled' AND q.status <> 'archived' AND NOT (q.spec->>'practice')::bool`;

/** The same, where each of several people judges it by themselves, or may not know that it is gold. */
const holdsBlind = sql`${holds} AND (i.needed <> 1 OR (q.spec->>'goldRate')::float8 > 0)`;

/** Condition on `dialogue d`: a review queue holds it. */
export const isHeld = sql`EXISTS (
  SELECT FROM review_item i JOIN review_queue q ON q.id = i.queue_id WHERE i.dialogue_id = d.id AND ${holds})`;

/** Condition on `dialogue d`: it is judged blind. */
export const isHeldBlind = sql`EXISTS (
  SELECT FROM review_item i JOIN review_queue q ON q.id = i.queue_id WHERE i.dialogue_id = d.id AND ${holdsBlind})`;

const findBlind = statement(
  "reviewItems.findBlindQueue",
  { name: text },
  (dialogueId: string) => sql`
    SELECT q.name FROM review_item i JOIN review_queue q ON q.id = i.queue_id
    WHERE i.dialogue_id = ${dialogueId} AND ${holdsBlind} ORDER BY q.created_at LIMIT 1`,
);

/** The name of a queue in which the dialogue is judged blind now; null where there is none. */
export async function findBlindQueue(tx: Queryable, dialogueId: string): Promise<string | null> {
  return (await first(findBlind(dialogueId), tx))?.name ?? null;
}

const list = statement(
  "reviewItems.listHolding",
  {
    queueId: text,
    name: text,
    itemId: text,
    spec: json(queueSpecSchema),
    isOpen: bool,
    isSettled: bool,
    isContested: bool,
    isBlind: bool,
    standing: orNull(word<"leased" | "answered" | "other">()),
  },
  (dialogueId: string, personId: string) => sql`
    SELECT q.id AS "queueId", q.name, i.id AS "itemId", q.spec, q.status = 'open' AS "isOpen",
      i.status = 'settled' AS "isSettled", i.status = 'contested' AS "isContested", ${holdsBlind} AS "isBlind",
      (SELECT CASE WHEN a.status IN ('answered', 'late') THEN 'answered' WHEN a.status = 'leased' THEN 'leased' ELSE 'other' END
        FROM assignment a WHERE a.item_id = i.id AND a.person_id = ${personId}) AS standing
    FROM review_item i JOIN review_queue q ON q.id = i.queue_id
    WHERE i.dialogue_id = ${dialogueId} AND q.status <> 'archived' AND NOT (q.spec->>'practice')::bool
    ORDER BY q.created_at DESC LIMIT 50`,
);

type Holding = {
  queueId: string;
  name: string;
  itemId: string;
  spec: ReviewQueue["spec"];
  isOpen: boolean;
  isSettled: boolean;
  isContested: boolean;
  isBlind: boolean;
  /** The viewer's own place at it; null where they have none. */
  standing: "leased" | "answered" | "other" | null;
};

/** The queues that a dialogue is in, the newest first, at most 50; not archived ones, nor those for practice. */
export function listHolding(dialogueId: string, personId: string): Promise<Holding[]> {
  return all(list(dialogueId, personId));
}

type Ask = { queueId: string; personId: string; leaseSeconds: number };

/**
 * Gives back the places whose lease ran out: at most a hundred at a time, and none that anybody is just handling, so
 * that it never waits. One statement, for a place and its vacancy change together or not at all.
 */
export async function giveBackExpired(queueId: string): Promise<void> {
  await execute(expire(queueId));
}

/** How many items they were served in this queue so far. */
export async function countServed(tx: Queryable, ask: Ask): Promise<number> {
  return (await first(count(ask), tx))?.served ?? 0;
}

/** Where to look for a place, in this order; what is left out is not looked at. */
type Where = {
  /** A place that is theirs already, but those they look at: first one that they hold, then one that was sent back. */
  besides?: string[];
  /** A place that they had and lost (`expired`) or gave away (`skipped`), if it is free again. */
  again?: "expired" | "skipped";
  /**
   * The first item by position with a free place that they were never served. `quick` passes over items that somebody
   * is just handling; `patient` waits for them.
   */
  fresh?: "quick" | "patient";
};

/** Takes a place for a person, with its item's vacancy, and reads it as it is served; null when there is none to be had. */
export async function claimPlace(tx: Queryable, ask: Ask, where: Where): Promise<Served | null> {
  const claim = where.fresh === "patient" ? placePatiently : place;
  const row = await first(claim(ask, where), tx);
  return row && toServed(row);
}

/** A gold item that they were never served, drawn by `draw` in [0, 1): gold items have no places and no order. */
export async function claimGold(tx: Queryable, ask: Ask, draw: number): Promise<Served | null> {
  const left = await all(listGold(ask), tx);
  const item = left[Math.floor(draw * left.length)];
  const taken = item && (await first(takeGold(ask, item.id), tx));
  return taken ? findServed(taken.id, tx) : null;
}

type Leftovers = { items: number; open: number; skipped: number; free: number };

/** What is left of a queue for a person who was served nothing. */
export async function readLeftovers(ask: Ask, practice: boolean): Promise<Leftovers> {
  return (await first(countLeft(ask, practice))) ?? { items: 0, open: 0, skipped: 0, free: 0 };
}
