import type { ReviewQueue } from "@/lib/domain/review/queue";
import { queueSpecSchema } from "@/lib/domain/review/queue";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, json, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

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
