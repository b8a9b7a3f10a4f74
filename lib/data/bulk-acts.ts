import type { BulkAct, BulkChange } from "@/lib/domain/bulk-act";
import { type DialogueFilter, whereDialogues } from "./dialogue-filter";
import { pool } from "./pool";
import { type Queryable, query, sql } from "./sql";

export type Which =
  | { filter: DialogueFilter }
  | { dialogueIds: string[] }
  /** As somebody saw them: what has another head by now will be refused. */
  | { seen: { dialogueId: string; headId: string | null }[] };
type Stored = BulkChange | { kind: "undo" };

/** Why a dialogue would stay as it is, as a condition on `dialogue d`; what is in no list is refused by no name. */
const refusals: Record<BulkChange["kind"], [message: string, condition: string][]> = {
  accept: [
    ["It is accepted already.", "d.verdict = 'accepted'"],
    ["It has no answered question yet, so there is nothing to accept.", "d.rounds = 0"],
  ],
  reject: [["It is rejected already.", "d.verdict = 'rejected'"]],
  tag: [["It carries these tags already.", "d.tags @> $TAGS"]],
  untag: [["It carries none of these tags.", "NOT d.tags && $TAGS"]],
  delete: [],
};

export type BulkPreview = {
  total: number;
  applies: number;
  refusals: { message: string; n: number }[];
  sample: { id: string; opening: string }[];
};

/** What a change would do now; nothing is written. */
export async function previewBulkAct(which: Which, change: BulkChange): Promise<BulkPreview> {
  const { where, values } = whereWhich(which);
  const tagsAt = `$${values.length + 1}::text[]`;
  const tags = "tags" in change ? change.tags : null;
  const cases = refusals[change.kind].map(
    ([message, condition]) => `WHEN ${condition.replace("$TAGS", tagsAt)} THEN '${message}'`,
  );
  const verdict = cases.length === 0 ? "NULL" : `CASE ${cases.join(" ")} END`;
  // Every change has its tags bound, so that one statement serves all.
  const counted = await pool().query<{ message: string | null; n: number }>(
    `SELECT ${verdict}::text AS message, count(*)::int AS n FROM dialogue d
     WHERE ${where} AND (${tagsAt} IS NULL OR true) GROUP BY 1 ORDER BY 2 DESC`,
    [...values, tags],
  );
  const sample = await pool().query<{ id: string; opening: string }>(
    `SELECT d.id, d.opening FROM dialogue d WHERE ${where} ORDER BY d.created_at DESC, d.id DESC LIMIT 8`,
    values,
  );
  return {
    total: counted.rows.reduce((sum, { n }) => sum + n, 0),
    applies: counted.rows.find(({ message }) => message === null)?.n ?? 0,
    refusals: counted.rows.flatMap(({ message, n }) => (message === null ? [] : [{ message, n }])),
    sample: sample.rows,
  };
}

/** Writes down what is to be done to which dialogues as they stand now; returns how many. */
export async function insertBulkAct(
  tx: Queryable,
  { id, personId, which, change }: { id: string; personId: string; which: Which; change: BulkChange },
): Promise<number> {
  await sql(tx)`
    INSERT INTO bulk_act (id, change, total, person_id) VALUES (${id}, ${change}, 0, ${personId})`;
  const { where, values } = whereWhich(which);
  const heads = "seen" in which ? which.seen.map(({ headId }) => headId) : null;
  const head = heads
    ? `(SELECT s.head FROM unnest($1::text[], $${values.length + 2}::text[]) AS s (id, head) WHERE s.id = d.id LIMIT 1)`
    : "d.head_id";
  const { rowCount } = await tx.query(
    `INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id, head_id)
     SELECT $${values.length + 1}, row_number() OVER (ORDER BY d.created_at DESC, d.id DESC), d.id, ${head}
     FROM dialogue d WHERE ${where}`,
    heads ? [...values, id, heads] : [...values, id],
  );
  await sql(tx)`UPDATE bulk_act SET total = ${rowCount ?? 0} WHERE id = ${id}`;
  return rowCount ?? 0;
}

/** Writes down the taking back of a bulk act: what it did, the last first. False when that was asked for before. */
export async function insertUndo(tx: Queryable, id: string, undoesId: string, personId: string): Promise<boolean> {
  const made = await sql(tx)`
    INSERT INTO bulk_act (id, change, total, undoes_id, person_id)
    VALUES (${id}, ${{ kind: "undo" }}, 0, ${undoesId}, ${personId}) ON CONFLICT (undoes_id) DO NOTHING RETURNING id`;
  if (made.length === 0) return false;
  await sql(tx)`
    WITH items AS (
      INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id, undone_id)
      SELECT ${id}, row_number() OVER (ORDER BY i.position DESC), i.dialogue_id, i.decision_id
      FROM bulk_act_item i WHERE i.bulk_act_id = ${undoesId} AND i.status = 'done' RETURNING 1
    ) UPDATE bulk_act SET total = (SELECT count(*) FROM items) WHERE id = ${id}`;
  // What was not begun yet is not to be done after all.
  await sql(tx)`
    UPDATE bulk_act_item SET status = 'refused', message = 'The whole was taken back before its turn came.'
    WHERE bulk_act_id = ${undoesId} AND status = 'pending'`;
  return true;
}

export type BulkItem = {
  position: number;
  dialogueId: string;
  headId: string | null;
  undoneId: string | null;
  change: Stored;
};

/** The next dialogue that is to be done, held by the transaction; null when none is left that nobody else holds. */
export async function lockNextItem(tx: Queryable, bulkActId: string): Promise<BulkItem | null> {
  const [row] = await sql<BulkItem>(tx)`
    SELECT i.position, i.dialogue_id AS "dialogueId", i.head_id AS "headId", i.undone_id AS "undoneId", b.change
    FROM bulk_act_item i JOIN bulk_act b ON b.id = i.bulk_act_id
    WHERE i.bulk_act_id = ${bulkActId} AND i.status = 'pending'
    ORDER BY i.position LIMIT 1 FOR UPDATE OF i SKIP LOCKED`;
  return row ?? null;
}

type Outcome = { status: "done"; decisionId: string } | { status: "refused"; message: string };

export async function updateItem(tx: Queryable, bulkActId: string, position: number, outcome: Outcome): Promise<void> {
  const { decisionId, message } = { decisionId: null, message: null, ...outcome };
  await sql(tx)`
    UPDATE bulk_act_item SET status = ${outcome.status}, decision_id = ${decisionId}, message = ${message}
    WHERE bulk_act_id = ${bulkActId} AND position = ${position}`;
}

type Row = Omit<BulkAct, "createdAt"> & { createdAt: Date };

export async function findBulkAct(id: string, personId: string): Promise<BulkAct | null> {
  return (await readBulkActs(personId, { id, limit: 1 }))[0] ?? null;
}

/** A person's latest bulk acts, newest first; with `unfinished`, only those with dialogues that still wait. */
export function listBulkActs(personId: string, { unfinished = false } = {}): Promise<BulkAct[]> {
  return readBulkActs(personId, { unfinished, limit: 10 });
}

type Wanted = { id?: string; unfinished?: boolean; limit: number };

async function readBulkActs(personId: string, { id, unfinished = false, limit }: Wanted): Promise<BulkAct[]> {
  const rows = await query<Row>`
    SELECT b.id, b.change ->> 'kind' AS kind, b.total, b.undoes_id AS "undoesId", b.created_at AS "createdAt",
      EXISTS (SELECT FROM bulk_act u WHERE u.undoes_id = b.id) AS "isUndone", c.done, c.refused, c.pending,
      coalesce((SELECT json_agg(json_build_object('message', r.message, 'n', r.n) ORDER BY r.n DESC) FROM (
        SELECT message, count(*)::int AS n FROM bulk_act_item
        WHERE bulk_act_id = b.id AND status = 'refused' GROUP BY message ORDER BY 2 DESC LIMIT 5) r), '[]') AS refusals
    FROM (SELECT * FROM bulk_act WHERE person_id = ${personId} AND (${id}::text IS NULL OR id = ${id})
        AND (NOT ${unfinished}::bool OR EXISTS (
          SELECT FROM bulk_act_item i WHERE i.bulk_act_id = bulk_act.id AND i.status = 'pending'))
      ORDER BY created_at DESC, id DESC LIMIT ${limit}) b
    CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE status = 'done'))::int AS done,
        (count(*) FILTER (WHERE status = 'refused'))::int AS refused,
        (count(*) FILTER (WHERE status = 'pending'))::int AS pending
      FROM bulk_act_item WHERE bulk_act_id = b.id) c
    ORDER BY b.created_at DESC, b.id DESC`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

function whereWhich(which: Which): { where: string; values: unknown[] } {
  if ("filter" in which) return whereDialogues(which.filter);
  const ids = "seen" in which ? which.seen.map(({ dialogueId }) => dialogueId) : which.dialogueIds;
  return { where: "d.deleted_at IS NULL AND d.id = ANY($1)", values: [ids] };
}
