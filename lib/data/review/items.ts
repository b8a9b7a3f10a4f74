import type { ReviewAnswer } from "@/lib/domain/review/answer";
import type { Dealt } from "@/lib/domain/review/deal";
import type { ReviewQueue } from "@/lib/domain/review/queue";
import type { ItemStatus, Resolution, ReviewItem } from "@/lib/domain/review/resolution";
import { type DialogueFilter, whereDialogues } from "../dialogue-filter";
import { decodeCursor, encodeCursor, type Page } from "../page";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";
import { type QueueRow, queueColumns, toQueue } from "./queues";

/** An item as operations see it: with what only leads and reviewers may. */
export type ItemRow = ReviewItem & { gold: ReviewAnswer | null; vacant: number };

const itemColumns = `i.id, i.queue_id AS "queueId", i.dialogue_id AS "dialogueId", i.position, i.needed, i.vacant,
  i.head_id AS "headId", i.status, i.gold, i.gold IS NOT NULL AS "isGold", i.resolution,
  i.person_id AS "personId", i.resolved_at AS "resolvedAt"`;

type Row = Omit<ItemRow, "resolvedAt"> & { resolvedAt: Date | null };

/** Dialogues to be judged, oldest first, that the queue lacks: of a filter, or of these ids. `more` if over `limit`. */
export async function listQueueable(
  tx: Queryable,
  queueId: string,
  which: { filter: DialogueFilter } | { dialogueIds: string[] },
  limit: number,
): Promise<{ ids: string[]; more: boolean }> {
  const { where, values } =
    "filter" in which
      ? whereDialogues(which.filter)
      : { where: "d.deleted_at IS NULL AND d.id = ANY($1)", values: [which.dialogueIds] };
  const place = `$${values.length + 1}`;
  const { rows } = await tx.query<{ id: string }>(
    `SELECT d.id FROM dialogue d WHERE ${where} AND d.head_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM review_item i WHERE i.queue_id = ${place} AND i.dialogue_id = d.id)
     ORDER BY d.created_at, d.id LIMIT ${limit + 1}`,
    [...values, queueId],
  );
  return { ids: rows.slice(0, limit).map(({ id }) => id), more: rows.length > limit };
}

export type NewItem = Dealt & { id: string; dialogueId: string };

/** Adds items in order from a position; one statement however many. */
export async function insertItems(
  tx: Queryable,
  queueId: string,
  firstPosition: number,
  items: NewItem[],
): Promise<void> {
  await sql(tx)`
    INSERT INTO review_item (id, queue_id, dialogue_id, position, needed, vacant, assigned_to, head_id)
    SELECT n.id, ${queueId}, n.dialogue_id, ${firstPosition}::int + n.ordinal - 1, n.needed, n.needed,
      string_to_array(n.assigned_to, ','), d.head_id
    FROM unnest(${items.map(({ id }) => id)}::text[], ${items.map(({ dialogueId }) => dialogueId)}::text[],
      ${items.map(({ needed }) => needed)}::int[], ${items.map(({ assignedTo }) => assignedTo.join(","))}::text[])
      WITH ORDINALITY AS n (id, dialogue_id, needed, assigned_to, ordinal)
    JOIN dialogue d ON d.id = n.dialogue_id`;
}

export async function countPlaces(tx: Queryable, queueId: string): Promise<number> {
  const [row] = await sql<{ places: number }>(tx)`
    SELECT coalesce(sum(needed), 0)::int AS places FROM review_item WHERE queue_id = ${queueId}`;
  return row?.places ?? 0;
}

export async function findItem(id: string, on: Queryable = pool()): Promise<ItemRow | null> {
  const { rows } = await on.query<Row>(`SELECT ${itemColumns} FROM review_item i WHERE i.id = $1`, [id]);
  return rows[0] ? toItem(rows[0]) : null;
}

/** The item, held against everybody else: whoever changes its places or answers holds it first. */
export async function lockItem(tx: Queryable, id: string): Promise<ItemRow | null> {
  const { rows } = await tx.query<Row>(`SELECT ${itemColumns} FROM review_item i WHERE i.id = $1 FOR NO KEY UPDATE`, [
    id,
  ]);
  return rows[0] ? toItem(rows[0]) : null;
}

/** The item of a person's place with its queue, the item held; null when the place is not theirs. */
export async function lockItemOfPlace(
  tx: Queryable,
  assignmentId: string,
  personId: string,
): Promise<{ item: ItemRow; queue: ReviewQueue } | null> {
  const { rows } = await tx.query<Row & { queue: QueueRow }>({
    name: "lock-item-of-place",
    text: `SELECT ${itemColumns},
        (SELECT to_json(x) FROM (SELECT ${queueColumns} FROM review_queue q WHERE q.id = i.queue_id) x) AS queue
      FROM review_item i
      WHERE i.id = (SELECT a.item_id FROM assignment a WHERE a.id = $1 AND a.person_id = $2) FOR NO KEY UPDATE OF i`,
    values: [assignmentId, personId],
  });
  if (!rows[0]) return null;
  const { queue, ...row } = rows[0];
  return { item: toItem(row), queue: toQueue(queue) };
}

type Listed = ReviewItem & { opening: string; answers: number; leases: number };

/** By position. */
export async function listItems(
  queueId: string,
  { status, cursor, limit }: { status?: ItemStatus; cursor?: string; limit: number },
): Promise<Page<Listed>> {
  const after = cursor === undefined ? 0 : Number(decodeCursor(cursor)[0]);
  const { rows } = await pool().query<Row & { opening: string; answers: number; leases: number }>(
    `SELECT ${itemColumns}, d.opening,
       (SELECT count(*)::int FROM assignment a WHERE a.item_id = i.id AND a.status = 'answered') AS answers,
       (SELECT count(*)::int FROM assignment a
        WHERE a.item_id = i.id AND a.status = 'leased' AND a.lease_until > now()) AS leases
     FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
     WHERE i.queue_id = $1 AND ($2::text IS NULL OR i.status = $2) AND i.position > $3
     ORDER BY i.position LIMIT ${limit + 1}`,
    [queueId, status ?? null, Number.isSafeInteger(after) ? after : decodeCursor("")],
  );
  const items = rows.slice(0, limit).map(({ opening, answers, leases, ...row }) => {
    return { ...toReviewItem(toItem(row)), opening, answers, leases };
  });
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.position, last.id) : null };
}

/**
 * Sets what an item has come to. Its free places follow: none once it is settled, else what is needed less the places
 * that people hold.
 */
export async function updateItemStatus(
  tx: Queryable,
  id: string,
  { status, resolution, personId }: { status: ItemStatus; resolution: Resolution | null; personId?: string },
): Promise<ItemRow> {
  const { rows } = await tx.query<Row>({
    name: "item-status",
    text: `UPDATE review_item i SET status = $2, resolution = $3, person_id = $4,
       resolved_at = CASE WHEN $3::jsonb IS NOT NULL THEN now() END,
       vacant = CASE WHEN $2 = 'settled' THEN 0 ELSE greatest(0, i.needed - (
         SELECT count(*)::int FROM assignment a
         WHERE a.item_id = i.id AND a.status IN ('leased', 'answered', 'sent_back'))) END
     WHERE i.id = $1 RETURNING ${itemColumns}`,
    values: [id, status, resolution, personId ?? null],
  });
  const [row] = rows;
  if (!row) throw new Error(`Review item ${id} is gone`);
  return toItem(row);
}

/** Makes an item gold, without places, or ordinary again, for one person. */
export async function updateGold(tx: Queryable, id: string, gold: ReviewAnswer | null): Promise<ItemRow> {
  const { rows } = await tx.query<Row>(
    `UPDATE review_item i SET gold = $2, needed = CASE WHEN $2::jsonb IS NULL THEN 1 ELSE 0 END,
       vacant = CASE WHEN $2::jsonb IS NULL THEN 1 ELSE 0 END, status = 'open'
     WHERE i.id = $1 RETURNING ${itemColumns}`,
    [id, gold],
  );
  const [row] = rows;
  if (!row) throw new Error(`Review item ${id} is gone`);
  return toItem(row);
}

/** What leads and reviewers see of it. */
export function toReviewItem({ gold: _gold, vacant: _vacant, ...item }: ItemRow): ReviewItem {
  return item;
}

function toItem({ resolvedAt, ...row }: Row): ItemRow {
  return { ...row, resolvedAt: resolvedAt?.toISOString() ?? null };
}
