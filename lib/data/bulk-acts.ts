import { assertNever, must } from "@/lib/base/assert";
import type { BulkAct, BulkChange } from "@/lib/domain/bulk-act";
import { type DialogueFilter, filterForms, whereDialogues } from "./dialogue-filter";
import { all, execute } from "./door/execute";
import { type Fragment, sql as fragment, join } from "./door/fragment";
import { columns, int, orNull, text } from "./door/row";
import { statement } from "./door/statement";
import { type Queryable, query, sql } from "./sql";

export type Which =
  | { filter: DialogueFilter }
  | { dialogueIds: string[] }
  /** As somebody saw them: what has another head by now will be refused. */
  | { seen: { dialogueId: string; headId: string | null }[] };
type Stored = BulkChange | { kind: "undo" };

/** Why a dialogue would stay as it is, as a condition on `dialogue d`; what is in no list is refused by no name. */
function refusalsOf(change: BulkChange): [message: string, condition: Fragment][] {
  switch (change.kind) {
    case "accept":
      return [
        ["It is accepted already.", fragment`d.verdict = 'accepted'`],
        ["It has no answered question yet, so there is nothing to accept.", fragment`d.rounds = 0`],
      ];
    case "reject":
      return [["It is rejected already.", fragment`d.verdict = 'rejected'`]];
    case "tag":
      return [["It carries these tags already.", fragment`d.tags @> ${change.tags}::text[]`]];
    case "untag":
      return [["It carries none of these tags.", fragment`NOT d.tags && ${change.tags}::text[]`]];
    case "delete":
      return [];
    default:
      return assertNever(change);
  }
}

export type BulkPreview = {
  total: number;
  applies: number;
  refusals: { message: string; n: number }[];
  sample: { id: string; opening: string }[];
};

const whichForms: Which[] = [
  ...filterForms.map((filter) => ({ filter })),
  { dialogueIds: ["d"] },
  { seen: [{ dialogueId: "d", headId: null }] },
];

const countRefused = statement(
  "bulkActs.countRefused",
  { message: orNull(text), n: int },
  (which: Which, change: BulkChange) => {
    const cases = refusalsOf(change).map(([message, condition]) => fragment`WHEN ${condition} THEN ${message}::text`);
    const refusal = cases.length === 0 ? fragment`NULL::text` : fragment`CASE ${join(cases, " ")} END`;
    return fragment`
      SELECT ${refusal} AS message, count(*)::int AS n FROM dialogue d
      WHERE ${whereWhich(which)} GROUP BY 1 ORDER BY 2 DESC`;
  },
  {
    examples: [
      ...whichForms.map((which): [Which, BulkChange] => [which, { kind: "accept" }]),
      [{ filter: {} }, { kind: "reject", reasons: [] }],
      [{ filter: {} }, { kind: "tag", tags: ["t"] }],
      [{ filter: {} }, { kind: "untag", tags: ["t"] }],
      [{ filter: {} }, { kind: "delete" }],
    ],
  },
);

const sampled = columns("Dialogue", "d", "id", "opening");

const listSample = statement(
  "bulkActs.listSample",
  sampled.row,
  (which: Which) => fragment`
    SELECT ${sampled} FROM dialogue d WHERE ${whereWhich(which)} ORDER BY d.created_at DESC, d.id DESC LIMIT 8`,
  { examples: whichForms.map((which) => [which]) },
);

/** What a change would do now; nothing is written. */
export async function previewBulkAct(which: Which, change: BulkChange): Promise<BulkPreview> {
  const counted = await all(countRefused(which, change));
  const sample = await all(listSample(which));
  return {
    total: counted.reduce((sum, { n }) => sum + n, 0),
    applies: counted.find(({ message }) => message === null)?.n ?? 0,
    refusals: counted.flatMap(({ message, n }) => (message === null ? [] : [{ message, n }])),
    sample,
  };
}

const insertItems = statement(
  "bulkActs.insertItems",
  {},
  (id: string, which: Which) => {
    const heads = "seen" in which && {
      ids: which.seen.map(({ dialogueId }) => dialogueId),
      headIds: which.seen.map(({ headId }) => headId),
    };
    const seen = heads
      ? fragment`(SELECT s.head FROM unnest(${heads.ids}::text[], ${heads.headIds}::text[]) AS s (id, head) WHERE s.id = d.id LIMIT 1)`
      : fragment`d.head_id`;
    return fragment`
      INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id, head_id)
      SELECT ${id}, row_number() OVER (ORDER BY d.created_at DESC, d.id DESC), d.id, ${seen}
      FROM dialogue d WHERE ${whereWhich(which)}`;
  },
  { examples: whichForms.map((which) => ["b", which]) },
);

/** Writes down what is to be done to which dialogues as they stand now; returns how many. */
export async function insertBulkAct(
  tx: Queryable,
  { id, personId, which, change }: { id: string; personId: string; which: Which; change: BulkChange },
): Promise<number> {
  await sql(tx)`
    INSERT INTO bulk_act (id, change, total, person_id) VALUES (${id}, ${change}, 0, ${personId})`;
  const total = await execute(insertItems(id, which), tx);
  await sql(tx)`UPDATE bulk_act SET total = ${total} WHERE id = ${id}`;
  return total;
}

/** Writes down the taking back of a bulk act: what it did, the last first. False when that was asked for before. */
export async function insertUndo(tx: Queryable, id: string, undoesId: string, personId: string): Promise<boolean> {
  const made = await sql(tx)`
    INSERT INTO bulk_act (id, change, total, undoes_id, person_id)
    VALUES (${id}, ${{ kind: "undo" }}, 0, ${undoesId}, ${personId}) ON CONFLICT (undoes_id) DO NOTHING RETURNING id`;
  if (made.length === 0) return false;
  // First, and waiting for the one that a worker is at: what was not begun yet is not to be done after all.
  await sql(tx)`
    UPDATE bulk_act_item SET status = 'refused', message = 'The whole was taken back before its turn came.'
    WHERE bulk_act_id = ${undoesId} AND status = 'pending'`;
  await sql(tx)`
    WITH items AS (
      INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id, undone_id)
      SELECT ${id}, row_number() OVER (ORDER BY i.position DESC), i.dialogue_id, i.decision_id
      FROM bulk_act_item i WHERE i.bulk_act_id = ${undoesId} AND i.status = 'done' RETURNING 1
    ) UPDATE bulk_act SET total = (SELECT count(*) FROM items) WHERE id = ${id}`;
  return true;
}

type ItemCounts = { personId: string; total: number; done: number; refused: number };

/** Who asked for a bulk act, and how far it is. */
export async function countItems(bulkActId: string): Promise<ItemCounts> {
  const [row] = await query<ItemCounts>`
    SELECT b.person_id AS "personId", b.total, (count(*) FILTER (WHERE i.status = 'done'))::int AS done,
      (count(*) FILTER (WHERE i.status = 'refused'))::int AS refused
    FROM bulk_act b LEFT JOIN bulk_act_item i ON i.bulk_act_id = b.id WHERE b.id = ${bulkActId} GROUP BY b.id`;
  return must(row, "a bulk act");
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

/** A person's latest bulk acts, newest first. */
export function listBulkActs(personId: string): Promise<BulkAct[]> {
  return readBulkActs(personId, { limit: 10 });
}

type Wanted = { id?: string; limit: number };

async function readBulkActs(personId: string, { id, limit }: Wanted): Promise<BulkAct[]> {
  const rows = await query<Row>`
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
    ORDER BY b.created_at DESC, b.id DESC`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

function whereWhich(which: Which): Fragment {
  if ("filter" in which) return whereDialogues(which.filter);
  const ids = "seen" in which ? which.seen.map(({ dialogueId }) => dialogueId) : which.dialogueIds;
  return fragment`d.deleted_at IS NULL AND d.id = ANY(${ids}::text[])`;
}
