import { must } from "@/lib/base/assert";
import { type ReviewAnswer, reviewAnswerSchema } from "@/lib/domain/review/answer";
import type { Dealt } from "@/lib/domain/review/deal";
import type { ReviewQueue } from "@/lib/domain/review/queue";
import { type ItemStatus, type Resolution, type ReviewItem, resolutionSchema } from "@/lib/domain/review/resolution";
import { type DialogueSelection, filterForms, whereDialogues } from "../dialogue-filter";
import { all, execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bool, columns, int, json, orNull, type RowOf, rowInJson, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";
import { queueColumns, queueShape, toQueue } from "./queues";

/** An item as operations see it: with what only leads and reviewers may. */
export type ItemRow = ReviewItem & { gold: ReviewAnswer | null; vacant: number };

const item = columns(
  "ReviewItem",
  "i",
  "id",
  "queueId",
  "dialogueId",
  "position",
  "needed",
  "vacant",
  "headId",
  "status",
  "gold",
  "resolution",
  "personId",
  "resolvedAt",
);
const itemColumns = sql`${item}, i.gold IS NOT NULL AS "isGold"`;
const shape = {
  ...item.row,
  status: word<ItemStatus>(),
  gold: orNull(json(reviewAnswerSchema)),
  resolution: orNull(json(resolutionSchema)),
  isGold: bool,
};
type Row = RowOf<typeof shape>;

type Which = { filter: DialogueSelection } | { dialogueIds: string[] };

const candidates = statement(
  "reviewItems.listQueueable",
  { id: text },
  (queueId: string, which: Which, limit: number) => sql`
    SELECT d.id FROM dialogue d
    WHERE ${"filter" in which ? whereDialogues(which.filter) : sql`d.deleted_at IS NULL AND d.id = ANY(${which.dialogueIds}::text[])`}
      AND d.head_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM review_item i WHERE i.queue_id = ${queueId} AND i.dialogue_id = d.id)
    ORDER BY d.created_at, d.id LIMIT ${limit}`,
  { examples: [...filterForms.map((filter) => ({ filter })), { dialogueIds: ["d"] }].map((which) => ["q", which, 2]) },
);

/** Dialogues to be judged, oldest first, that the queue lacks: of a filter, or of these ids. `more` if over `limit`. */
export async function listQueueable(
  tx: Queryable,
  queueId: string,
  which: Which,
  limit: number,
): Promise<{ ids: string[]; more: boolean }> {
  const rows = await all(candidates(queueId, which, limit + 1), tx);
  return { ids: rows.slice(0, limit).map(({ id }) => id), more: rows.length > limit };
}

export type NewItem = Dealt & { id: string; dialogueId: string };

const insert = statement(
  "reviewItems.insert",
  {},
  (queueId: string, firstPosition: number, items: NewItem[]) => sql`
    INSERT INTO review_item (id, queue_id, dialogue_id, position, needed, vacant, assigned_to, head_id)
    SELECT n.id, ${queueId}, n.dialogue_id, ${firstPosition}::int + n.ordinal - 1, n.needed, n.needed,
      string_to_array(n.assigned_to, ','), d.head_id
    FROM unnest(${items.map(({ id }) => id)}::text[], ${items.map(({ dialogueId }) => dialogueId)}::text[],
      ${items.map(({ needed }) => needed)}::int[], ${items.map(({ assignedTo }) => assignedTo.join(","))}::text[])
      WITH ORDINALITY AS n (id, dialogue_id, needed, assigned_to, ordinal)
    JOIN dialogue d ON d.id = n.dialogue_id`,
);

/** Adds items in order from a position; one statement however many. */
export async function insertItems(
  tx: Queryable,
  queueId: string,
  firstPosition: number,
  items: NewItem[],
): Promise<void> {
  await execute(insert(queueId, firstPosition, items), tx);
}

const sumPlaces = statement(
  "reviewItems.countPlaces",
  { places: int },
  (queueId: string) => sql`
    SELECT coalesce(sum(needed), 0)::int AS places FROM review_item WHERE queue_id = ${queueId}`,
);

export async function countPlaces(tx: Queryable, queueId: string): Promise<number> {
  return (await first(sumPlaces(queueId), tx))?.places ?? 0;
}

const find = statement(
  "reviewItems.find",
  shape,
  (id: string) => sql`SELECT ${itemColumns} FROM review_item i WHERE i.id = ${id}`,
);

export async function findItem(id: string, on?: Queryable): Promise<ItemRow | null> {
  const row = await first(find(id), on);
  return row && toItem(row);
}

const lock = statement(
  "reviewItems.lock",
  shape,
  (id: string) => sql`SELECT ${itemColumns} FROM review_item i WHERE i.id = ${id} FOR NO KEY UPDATE`,
);

/** The item, held against everybody else: whoever changes its places or answers holds it first. */
export async function lockItem(tx: Queryable, id: string): Promise<ItemRow | null> {
  const row = await first(lock(id), tx);
  return row && toItem(row);
}

const placeOf = (assignmentId: string, personId: string, held: Fragment) => sql`
  SELECT ${itemColumns},
    (SELECT to_json(x) FROM (SELECT ${queueColumns} FROM review_queue q WHERE q.id = i.queue_id) x) AS queue
  FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
  WHERE i.id = (SELECT a.item_id FROM assignment a WHERE a.id = ${assignmentId} AND a.person_id = ${personId})
  FOR NO KEY UPDATE OF ${held}`;

const lockByPlace = statement(
  "reviewItems.lockOfPlace",
  { ...shape, queue: rowInJson(queueShape) },
  (assignmentId: string, personId: string) => placeOf(assignmentId, personId, sql`i`),
  { prepared: true },
);

const lockToAnswer = statement(
  "reviewItems.lockToAnswer",
  { ...shape, queue: rowInJson(queueShape) },
  (assignmentId: string, personId: string) => placeOf(assignmentId, personId, sql`i, d`),
  { prepared: true },
);

/**
 * The item of a person's place with its queue, the item held, for an answer its dialogue after it; null when the place
 * is not theirs.
 */
export async function lockItemOfPlace(
  tx: Queryable,
  assignmentId: string,
  personId: string,
  { withDialogue = false } = {},
): Promise<{ item: ItemRow; queue: ReviewQueue } | null> {
  const lockPlace = withDialogue ? lockToAnswer : lockByPlace;
  const found = await first(lockPlace(assignmentId, personId), tx);
  if (!found) return null;
  const { queue, ...row } = found;
  return { item: toItem(row), queue: toQueue(queue) };
}

type Listed = ReviewItem & { opening: string; answers: number; leases: number };

const list = statement(
  "reviewItems.list",
  { ...shape, opening: text, answers: int, leases: int },
  (queueId: string, status: ItemStatus | undefined, after: number, limit: number) => sql`
    SELECT ${itemColumns}, d.opening,
      (SELECT count(*)::int FROM assignment a WHERE a.item_id = i.id AND a.status = 'answered') AS answers,
      (SELECT count(*)::int FROM assignment a
       WHERE a.item_id = i.id AND a.status = 'leased' AND a.lease_until > now()) AS leases
    FROM review_item i JOIN dialogue d ON d.id = i.dialogue_id
    WHERE i.queue_id = ${queueId} AND (${status}::text IS NULL OR i.status = ${status}) AND i.position > ${after}
    ORDER BY i.position LIMIT ${limit}`,
);

/** By position. */
export async function listItems(
  queueId: string,
  { status, cursor, limit }: { status?: ItemStatus; cursor?: string; limit: number },
): Promise<PageOf<Listed>> {
  const after = Number(placeAfter(cursor, "int")[0]);
  const rows = await all(list(queueId, status, after, limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ position, id }) => [position, id]);
  const listed = items.map(({ opening, answers, leases, ...row }) => {
    return { ...toReviewItem(toItem(row)), opening, answers, leases };
  });
  return { items: listed, nextCursor };
}

type Come = { status: ItemStatus; resolution: Resolution | null; personId?: string };

const setStanding = statement(
  "reviewItems.updateItemStatus",
  shape,
  (id: string, { status, resolution, personId }: Come) => sql`
    UPDATE review_item i SET status = ${status}, resolution = ${resolution}::jsonb, person_id = ${personId},
      resolved_at = CASE WHEN ${resolution}::jsonb IS NOT NULL THEN now() END,
      vacant = CASE WHEN ${status} = 'settled' THEN 0 ELSE greatest(0, i.needed - (
        SELECT count(*)::int FROM assignment a
        WHERE a.item_id = i.id AND a.status IN ('leased', 'answered', 'sent_back'))) END
    WHERE i.id = ${id} RETURNING ${itemColumns}`,
  { prepared: true },
);

/**
 * Sets what an item has come to. Its free places follow: none once it is settled, else what is needed less the places
 * that people hold.
 */
export async function updateItemStatus(tx: Queryable, id: string, come: Come): Promise<ItemRow> {
  return toItem(must(await first(setStanding(id, come), tx), `review item ${id}`));
}

const setGold = statement(
  "reviewItems.updateGold",
  shape,
  (id: string, gold: ReviewAnswer | null) => sql`
    UPDATE review_item i SET gold = ${gold}::jsonb, needed = CASE WHEN ${gold}::jsonb IS NULL THEN 1 ELSE 0 END,
      vacant = CASE WHEN ${gold}::jsonb IS NULL THEN 1 ELSE 0 END, status = 'open'
    WHERE i.id = ${id} RETURNING ${itemColumns}`,
);

/** Makes an item gold, without places, or ordinary again, for one person. */
export async function updateGold(tx: Queryable, id: string, gold: ReviewAnswer | null): Promise<ItemRow> {
  return toItem(must(await first(setGold(id, gold), tx), `review item ${id}`));
}

/** What leads and reviewers see of it. */
export function toReviewItem({ gold: _gold, vacant: _vacant, ...item }: ItemRow): ReviewItem {
  return item;
}

function toItem({ resolvedAt, ...row }: Row): ItemRow {
  return { ...row, resolvedAt: resolvedAt?.toISOString() ?? null };
}
