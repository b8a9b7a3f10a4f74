import type { EvaluationItem } from "@/lib/domain/judging/evaluation";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

/** Adds items behind those that are there, in order; one statement however many. */
export async function insertEvaluationItems(
  tx: Queryable,
  evaluationId: string,
  items: Omit<EvaluationItem, "position">[],
): Promise<void> {
  // As one JSON value, since Postgres has no arrays of arrays of different lengths.
  await sql(tx)`
    INSERT INTO evaluation_item (id, evaluation_id, position, question_id, category, turns, reference)
    SELECT n.item->>'id', ${evaluationId},
      (SELECT coalesce(max(position), 0) FROM evaluation_item WHERE evaluation_id = ${evaluationId}) + n.ordinal,
      n.item->>'questionId', n.item->>'category', ARRAY(SELECT jsonb_array_elements_text(n.item->'turns')),
      nullif(n.item->'reference', 'null'::jsonb)
    FROM jsonb_array_elements(${JSON.stringify(items)}::jsonb) WITH ORDINALITY AS n (item, ordinal)`;
}

/** By position. */
export async function listEvaluationItems(evaluationId: string, on: Queryable = pool()): Promise<EvaluationItem[]> {
  return sql<EvaluationItem>(on)`
    SELECT id, position, question_id AS "questionId", category, turns, reference
    FROM evaluation_item WHERE evaluation_id = ${evaluationId} ORDER BY position`;
}

export async function findEvaluationItem(id: string, on: Queryable = pool()): Promise<EvaluationItem | null> {
  const rows = await sql<EvaluationItem>(on)`
    SELECT id, position, question_id AS "questionId", category, turns, reference FROM evaluation_item WHERE id = ${id}`;
  return rows[0] ?? null;
}
