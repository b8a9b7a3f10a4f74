import { type EvaluationItem, evaluationItemSchema } from "@/lib/domain/judging/evaluation";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, json, orNull } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const item = columns("EvaluationItem", "i", "id", "position", "questionId", "category", "turns", "reference");
const shape = { ...item.row, reference: orNull(json(evaluationItemSchema.shape.reference)) };

const insert = statement(
  "evaluationItems.insert",
  {},
  (evaluationId: string, items: Omit<EvaluationItem, "position">[]) => sql`
    INSERT INTO evaluation_item (id, evaluation_id, position, question_id, category, turns, reference)
    SELECT n.item->>'id', ${evaluationId},
      (SELECT coalesce(max(position), 0) FROM evaluation_item WHERE evaluation_id = ${evaluationId}) + n.ordinal,
      n.item->>'questionId', n.item->>'category', ARRAY(SELECT jsonb_array_elements_text(n.item->'turns')),
      nullif(n.item->'reference', 'null'::jsonb)
    FROM jsonb_array_elements(${JSON.stringify(items)}::jsonb) WITH ORDINALITY AS n (item, ordinal)`,
);

/** Adds items behind those that are there, in order; one statement however many. */
export async function insertEvaluationItems(
  tx: Queryable,
  evaluationId: string,
  items: Omit<EvaluationItem, "position">[],
): Promise<void> {
  // As one JSON value, since Postgres has no arrays of arrays of different lengths.
  await execute(insert(evaluationId, items), tx);
}

const removeAll = statement(
  "evaluationItems.deleteAll",
  {},
  (evaluationId: string) => sql`DELETE FROM evaluation_item i WHERE i.evaluation_id = ${evaluationId}`,
);

/** All of a draft, with what candidates show on them. */
export async function deleteItems(tx: Queryable, evaluationId: string): Promise<void> {
  await execute(removeAll(evaluationId), tx);
}

const removeBare = statement(
  "evaluationItems.deleteBare",
  {},
  (evaluationId: string) => sql`
    DELETE FROM evaluation_item i WHERE i.evaluation_id = ${evaluationId} AND NOT EXISTS (
      SELECT FROM candidate_response x WHERE x.item_id = i.id AND x.status = 'ready')`,
);

/** Those of a draft on which nobody shows anything. */
export async function deleteBareItems(tx: Queryable, evaluationId: string): Promise<void> {
  await execute(removeBare(evaluationId), tx);
}

const list = statement(
  "evaluationItems.list",
  shape,
  (evaluationId: string) => sql`
    SELECT ${item}
    FROM evaluation_item i WHERE evaluation_id = ${evaluationId} ORDER BY position`,
);

/** By position. */
export async function listEvaluationItems(evaluationId: string, on?: Queryable): Promise<EvaluationItem[]> {
  return all(list(evaluationId), on);
}

const page = statement(
  "evaluationItems.page",
  shape,
  (evaluationId: string, after: number, limit: number) => sql`
    SELECT ${item} FROM evaluation_item i
    WHERE i.evaluation_id = ${evaluationId} AND i.position > ${after}::int ORDER BY i.position LIMIT ${limit + 1}::int`,
);

/** The same, as many as somebody looks at. */
export async function pageEvaluationItems(
  evaluationId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<EvaluationItem>> {
  const after = Number(placeAfter(cursor, "int")[0]);
  const rows = await all(page(evaluationId, after, limit));
  return toPage(rows, limit, ({ position, id }) => [position, id]);
}

const find = statement(
  "evaluationItems.find",
  shape,
  (id: string) => sql`
    SELECT ${item} FROM evaluation_item i WHERE i.id = ${id}`,
);

export async function findEvaluationItem(id: string, on?: Queryable): Promise<EvaluationItem | null> {
  return first(find(id), on);
}
