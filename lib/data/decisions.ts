import {
  type Decision,
  type DialogueAct,
  type DialogueState,
  dialogueActSchema,
  dialogueStateSchema,
} from "@/lib/domain/decision";
import type { Viewer } from "@/lib/domain/viewer";
import type { PastAct } from "@/lib/domain/work";
import { all, first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, type InJson, json, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "./page";
import type { Queryable } from "./sql";

const act = columns("Decision", "x", "id", "dialogueId", "kind", "createdAt");

const listPast = statement(
  "pastActs.list",
  { ...act.row, opening: text, undone: bool },
  (personId: string, at: string | null, id: string | null, limit: number) => sql`
    SELECT ${act}, d.opening,
      EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone
    FROM decision x JOIN dialogue d ON d.id = x.dialogue_id
    WHERE x.person_id = ${personId} AND x.kind <> 'undo'
      AND (${at}::text IS NULL OR (x.created_at, x.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit}`,
);

/** What a person did, newest first. */
export async function listPastActs({
  personId,
  cursor,
  limit,
}: {
  personId: string;
  cursor?: string;
  limit: number;
}): Promise<PageOf<PastAct>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(listPast(personId, at, id, limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })), nextCursor };
}

const decision = columns(
  "Decision",
  "x",
  "id",
  "dialogueId",
  "turnId",
  "personId",
  "kind",
  "act",
  "before",
  "after",
  "seconds",
  "undoesId",
  "version",
  "batchId",
  "assignmentId",
  "guidelineVersion",
  "createdAt",
);

/** Of `decision x` and its `"user" u`. */
export const decisionColumns = sql`${decision}, u.name AS "personName",
  EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone`;

export const decisionShape = {
  ...decision.row,
  act: json(dialogueActSchema),
  before: json(dialogueStateSchema),
  after: json(dialogueStateSchema),
  personName: text,
  undone: bool,
};

type Wanted = { only?: "comments"; after: [version: string, id: string] | [null, null]; limit: number };

const list = statement(
  "decisions.list",
  decisionShape,
  (
    dialogueId: string,
    { id: viewerId, isLead }: { id: string; isLead: boolean },
    { only, after, limit }: Wanted,
  ) => sql`
    SELECT ${decisionColumns} FROM decision x JOIN "user" u ON u.id = x.person_id
    WHERE x.dialogue_id = ${dialogueId} AND (${isLead} OR x.person_id = ${viewerId} OR NOT EXISTS (
      SELECT FROM assignment a JOIN review_item i ON i.id = a.item_id JOIN review_queue q ON q.id = i.queue_id
      WHERE a.id = x.assignment_id AND i.needed <> 1 AND i.status <> 'settled'
        AND NOT q.spec->'reviewers' ? ${viewerId}))
      AND (${only}::text IS NULL OR x.kind = 'comment')
      AND (${after[0]}::int IS NULL OR (x.version, x.id) < (${after[0]}::int, ${after[1]}::text))
    ORDER BY x.version DESC, x.id DESC LIMIT ${limit}::int`,
);

/**
 * What people did to a dialogue, newest first. What others said in a review that several people give, each by
 * themselves, is not told before it is settled, but to leads and the queue's reviewers.
 */
export async function listDecisions(
  dialogueId: string,
  { id, roles }: Viewer,
  { only, cursor, limit }: PageQuery & { only?: "comments" },
): Promise<PageOf<Decision>> {
  const wanted = { only, after: placeAfter(cursor, "int"), limit: limit + 1 };
  const rows = await all(list(dialogueId, { id, isLead: roles.includes("lead") }, wanted));
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.version, row.id]);
  return { items: items.map(toDecision), nextCursor };
}

const findById = statement(
  "decisions.find",
  decisionShape,
  (id: string) => sql`
    SELECT ${decisionColumns} FROM decision x JOIN "user" u ON u.id = x.person_id WHERE x.id = ${id}`,
);

export async function findDecision(id: string, on?: Queryable): Promise<Decision | null> {
  const row = await first(findById(id), on);
  return row && toDecision(row);
}

export type WrittenAct = {
  decisionId: string;
  personId: string;
  act: DialogueAct;
  before: DialogueState;
  seconds: number | null;
  undoesId: string | null;
  origin?: ActOrigin;
  /** At the new head; absent when the head stays where it is. */
  contextTokens?: number;
};

/** In what work an act was done: a bulk act, or a review under some version of its guideline. */
export type ActOrigin = { batchId?: string; assignmentId?: string; guidelineVersion?: number };

const listByBatch = statement(
  "decisions.listInForce",
  decisionShape,
  (batchId: string, dialogueId: string) => sql`
    SELECT ${decisionColumns} FROM decision x JOIN "user" u ON u.id = x.person_id
    WHERE x.batch_id = ${batchId} AND x.dialogue_id = ${dialogueId}
      AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)
    ORDER BY x.version DESC`,
);

/** What still stands of a batch on one dialogue, newest first: the order to undo it in. */
export async function listInForce(batchId: string, dialogueId: string, on: Queryable): Promise<Decision[]> {
  return (await all(listByBatch(batchId, dialogueId), on)).map(toDecision);
}

type Row = RowOf<typeof decisionShape>;

export function toDecision({ createdAt, ...row }: Row | InJson<Row>): Decision {
  return { ...row, createdAt: new Date(createdAt).toISOString() };
}
