import * as z from "zod";
import { must } from "@/lib/base/assert";
import { type BulkAct, type BulkChange, bulkChangeSchema } from "@/lib/domain/bulk-act";
import { type Which, whereWhich, whichForms } from "./bulk-preview";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, int, json, made, moment, orNull, type RowOf, text, word } from "./door/row";
import { statement } from "./door/statement";
import type { Queryable } from "./sql";

/** What is done to each dialogue: a change, or that an earlier bulk act is undone. */
const storedSchema = z.union([bulkChangeSchema, z.strictObject({ kind: z.literal("undo") })]);

const insertItems = statement(
  "bulkActs.insertItems",
  {},
  (id: string, which: Which, change: BulkChange) => {
    const seenAt = isVerdict(change) && "filter" in which ? which.seenAt : undefined;
    const heads = "seen" in which && {
      ids: which.seen.map(({ dialogueId }) => dialogueId),
      headIds: which.seen.map(({ headId }) => headId),
    };
    const seen = heads
      ? sql`(SELECT s.head FROM unnest(${heads.ids}::text[], ${heads.headIds}::text[]) AS s (id, head) WHERE s.id = d.id LIMIT 1)`
      : sql`d.head_id`;
    return sql`
      INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id, head_id, status, message)
      SELECT ${id}, row_number() OVER (ORDER BY d.created_at DESC, d.id DESC), d.id, ${seen},
        CASE WHEN d.updated_at > ${seenAt}::timestamptz THEN 'refused' ELSE 'pending' END,
        CASE WHEN d.updated_at > ${seenAt}::timestamptz THEN ${changedSince} END
      FROM dialogue d WHERE ${whereWhich(which)}`;
  },
  { examples: whichForms.map((which): [string, Which, BulkChange] => ["b", which, { kind: "accept" }]) },
);

const changedSince = "It has changed since you looked, so it was left as it is.";

/** Says what the turns are worth, so it is about those that were seen. */
function isVerdict({ kind }: BulkChange): boolean {
  return kind === "accept" || kind === "reject";
}

const insert = statement(
  "bulkActs.insert",
  {},
  (id: string, personId: string, change: BulkChange) => sql`
    INSERT INTO bulk_act (id, change, total, person_id) VALUES (${id}, ${change}, 0, ${personId})`,
);

const setTotal = statement(
  "bulkActs.setTotal",
  {},
  (id: string, total: number) => sql`
    UPDATE bulk_act SET total = ${total} WHERE id = ${id}`,
);

/** Writes down what is to be done to which dialogues as they stand now; returns how many. */
export async function insertBulkAct(
  tx: Queryable,
  { id, personId, which, change }: { id: string; personId: string; which: Which; change: BulkChange },
): Promise<number> {
  await execute(insert(id, personId, change), tx);
  const total = await execute(insertItems(id, which, change), tx);
  await execute(setTotal(id, total), tx);
  return total;
}

const insertUndoing = statement(
  "bulkActs.insertUndo",
  {},
  (id: string, undoesId: string, personId: string) => sql`
    INSERT INTO bulk_act (id, change, total, undoes_id, person_id)
    VALUES (${id}, ${{ kind: "undo" }}, 0, ${undoesId}, ${personId}) ON CONFLICT (undoes_id) DO NOTHING`,
);

const refusePending = statement(
  "bulkActs.refusePending",
  {},
  (undoesId: string) => sql`
    UPDATE bulk_act_item SET status = 'refused', message = 'The whole was taken back before its turn came.'
    WHERE bulk_act_id = ${undoesId} AND status = 'pending'`,
);

const insertUndoItems = statement(
  "bulkActs.insertUndoItems",
  {},
  (id: string, undoesId: string) => sql`
    WITH items AS (
      INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id, undone_id)
      SELECT ${id}, row_number() OVER (ORDER BY i.position DESC), i.dialogue_id, i.decision_id
      FROM bulk_act_item i WHERE i.bulk_act_id = ${undoesId} AND i.status = 'done' RETURNING 1
    ) UPDATE bulk_act SET total = (SELECT count(*) FROM items) WHERE id = ${id}`,
);

/** Writes down the taking back of a bulk act: what it did, the last first. False when that was asked for before. */
export async function insertUndo(tx: Queryable, id: string, undoesId: string, personId: string): Promise<boolean> {
  const count = await execute(insertUndoing(id, undoesId, personId), tx);
  if (count === 0) return false;
  // First, and waiting for the one that a worker is at: what was not begun yet is not to be done after all.
  await execute(refusePending(undoesId), tx);
  await execute(insertUndoItems(id, undoesId), tx);
  return true;
}

type ItemCounts = { personId: string; total: number; done: number; refused: number };

const count = statement(
  "bulkActs.countItems",
  { personId: text, total: int, done: int, refused: int },
  (bulkActId: string) => sql`
    SELECT b.person_id AS "personId", b.total, (count(*) FILTER (WHERE i.status = 'done'))::int AS done,
      (count(*) FILTER (WHERE i.status = 'refused'))::int AS refused
    FROM bulk_act b LEFT JOIN bulk_act_item i ON i.bulk_act_id = b.id WHERE b.id = ${bulkActId} GROUP BY b.id`,
);

/** Who asked for a bulk act, and how far it is. */
export async function countItems(bulkActId: string): Promise<ItemCounts> {
  const row = await first(count(bulkActId));
  return must(row, "a bulk act");
}

const item = columns("BulkActItem", "i", "position", "dialogueId", "headId", "undoneId");
export type BulkItem = RowOf<typeof item.row> & { change: z.infer<typeof storedSchema> };

const lockNext = statement(
  "bulkActs.lockNextItem",
  { ...item.row, change: json(storedSchema) },
  (bulkActId: string) => sql`
    SELECT ${item}, b.change
    FROM bulk_act_item i JOIN bulk_act b ON b.id = i.bulk_act_id
    WHERE i.bulk_act_id = ${bulkActId} AND i.status = 'pending'
    ORDER BY i.position LIMIT 1 FOR UPDATE OF i SKIP LOCKED`,
);

/** The next dialogue that is to be done, held by the transaction; null when none is left that nobody else holds. */
export async function lockNextItem(tx: Queryable, bulkActId: string): Promise<BulkItem | null> {
  return first(lockNext(bulkActId), tx);
}

type Outcome = { status: "done"; decisionId: string } | { status: "refused"; message: string };

const setOutcome = statement(
  "bulkActs.updateItem",
  {},
  (bulkActId: string, position: number, outcome: Outcome) => sql`
    UPDATE bulk_act_item SET status = ${outcome.status}, decision_id = ${"decisionId" in outcome ? outcome.decisionId : null}, message = ${"message" in outcome ? outcome.message : null}
    WHERE bulk_act_id = ${bulkActId} AND position = ${position}`,
);

export async function updateItem(tx: Queryable, bulkActId: string, position: number, outcome: Outcome): Promise<void> {
  await execute(setOutcome(bulkActId, position, outcome), tx);
}

export async function findBulkAct(id: string, personId: string): Promise<BulkAct | null> {
  return (await readBulkActs(personId, { id, limit: 1 }))[0] ?? null;
}

/** A person's latest bulk acts, newest first. */
export function listBulkActs(personId: string): Promise<BulkAct[]> {
  return readBulkActs(personId, { limit: 10 });
}

type Wanted = { id?: string; limit: number };

const shape = {
  id: text,
  kind: word<BulkAct["kind"]>(),
  total: int,
  undoesId: orNull(text),
  createdAt: moment,
  isUndone: bool,
  done: int,
  refused: int,
  pending: int,
  jobId: orNull(text),
  refusals: made<BulkAct["refusals"]>(),
};

const list = statement(
  "bulkActs.list",
  shape,
  (personId: string, { id, limit }: Wanted) => sql`
    SELECT b.id, b.change ->> 'kind' AS kind, b.total, b.undoes_id AS "undoesId", b.created_at AS "createdAt",
      EXISTS (SELECT FROM bulk_act u WHERE u.undoes_id = b.id) AS "isUndone", c.done, c.refused, c.pending,
      (SELECT j.id FROM job j WHERE j.subject_id = b.id ORDER BY j.created_at DESC LIMIT 1) AS "jobId",
      coalesce((SELECT json_agg(json_build_object('message', r.message, 'n', r.n) ORDER BY r.n DESC) FROM (
        SELECT message, count(*)::int AS n FROM bulk_act_item
        WHERE bulk_act_id = b.id AND status = 'refused' GROUP BY message ORDER BY 2 DESC LIMIT 5) r), '[]') AS refusals
    FROM (SELECT * FROM bulk_act WHERE person_id = ${personId} AND (${id}::text IS NULL OR id = ${id})
      ORDER BY created_at DESC, id DESC LIMIT ${limit}) b
    CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE status = 'done'))::int AS done,
        (count(*) FILTER (WHERE status = 'refused'))::int AS refused,
        (count(*) FILTER (WHERE status = 'pending'))::int AS pending
      FROM bulk_act_item WHERE bulk_act_id = b.id) c
    ORDER BY b.created_at DESC, b.id DESC`,
);

async function readBulkActs(personId: string, wanted: Wanted): Promise<BulkAct[]> {
  const rows = await all(list(personId, wanted));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
