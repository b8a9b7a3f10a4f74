import type { Round } from "@/lib/domain/judging/candidate";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

/** What candidates show on an item. */
export type CandidateResponse = { candidateId: string; rounds: Round[]; dialogueId: string | null };

/** A place for what each candidate is to show on each item, as far as there is none yet. */
export async function insertMissingResponses(tx: Queryable, evaluationId: string): Promise<void> {
  await sql(tx)`
    INSERT INTO candidate_response (item_id, candidate_id, evaluation_id)
    SELECT i.id, c.id, ${evaluationId} FROM evaluation_item i, candidate c
    WHERE i.evaluation_id = ${evaluationId} AND c.evaluation_id = ${evaluationId}
    ON CONFLICT DO NOTHING`;
}

export type NewResponse = {
  itemId: string;
  candidateId: string;
  rounds: Round[];
  dialogueId?: string;
  record?: unknown;
};

/** Puts whole responses in place, except where one is ready already and `replace` is not asked for; how many were taken. */
export async function writeResponses(
  tx: Queryable,
  evaluationId: string,
  responses: NewResponse[],
  { replace }: { replace: boolean },
): Promise<number> {
  const rows = await sql(tx)`
    INSERT INTO candidate_response (item_id, candidate_id, evaluation_id, status, rounds, dialogue_id, record, ended_at)
    SELECT n->>'itemId', n->>'candidateId', ${evaluationId}, 'ready', n->'rounds', n->>'dialogueId', n->'record', now()
    FROM jsonb_array_elements(${JSON.stringify(responses)}::jsonb) AS n
    ON CONFLICT (item_id, candidate_id) DO UPDATE SET status = 'ready', rounds = excluded.rounds,
      dialogue_id = excluded.dialogue_id, record = excluded.record, error = NULL, ended_at = now()
    WHERE ${replace} OR candidate_response.status <> 'ready'
    RETURNING item_id`;
  return rows.length;
}

/** What is there to be shown on an item, by candidate. */
export async function listResponses(itemId: string, on: Queryable = pool()): Promise<Map<string, CandidateResponse>> {
  const rows = await sql<CandidateResponse>(on)`
    SELECT candidate_id AS "candidateId", rounds, dialogue_id AS "dialogueId" FROM candidate_response
    WHERE item_id = ${itemId} AND status = 'ready'`;
  return new Map(rows.map((row) => [row.candidateId, row]));
}

/** Lets what failed be tried again, from the turn at which it failed; how many. */
export async function retryFailedResponses(tx: Queryable, evaluationId: string): Promise<number> {
  const rows = await sql(tx)`
    UPDATE candidate_response SET status = 'missing', failures = 0, due_at = now(), error = NULL, ended_at = NULL
    WHERE evaluation_id = ${evaluationId} AND status = 'failed' RETURNING item_id`;
  return rows.length;
}

/**
 * Opens the comparisons to which everything is there now, of one item or of all; to be called where responses became
 * ready, in that transaction. The items are held first: of two sides that become ready at the same moment neither would
 * see the other, and their comparison would never open.
 */
export async function markReady(tx: Queryable, evaluationId: string, itemId: string | null = null): Promise<void> {
  await sql(tx)`
    SELECT 1 FROM evaluation_item WHERE evaluation_id = ${evaluationId} AND (${itemId}::text IS NULL OR id = ${itemId})
    ORDER BY id FOR NO KEY UPDATE`;
  await sql(tx)`
    UPDATE comparison c SET is_ready = true
    WHERE c.evaluation_id = ${evaluationId} AND NOT c.is_ready AND (${itemId}::text IS NULL OR c.item_id = ${itemId})
      AND EXISTS (SELECT FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id = c.first_id AND x.status = 'ready')
      AND (c.second_id IS NULL OR EXISTS (SELECT FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id = c.second_id AND x.status = 'ready'))`;
}

/** By item, the candidates that have something to be shown on it. */
export async function listShowing(tx: Queryable, evaluationId: string): Promise<Map<string, Set<string>>> {
  const rows = await sql<{ itemId: string; candidateIds: string[] }>(tx)`
    SELECT item_id AS "itemId", array_agg(candidate_id) AS "candidateIds" FROM candidate_response
    WHERE evaluation_id = ${evaluationId} AND status = 'ready' GROUP BY item_id`;
  return new Map(rows.map(({ itemId, candidateIds }) => [itemId, new Set(candidateIds)]));
}

export type EvaluationResponse = CandidateResponse & { itemId: string; record: unknown; endedAt: Date };

/** Everything that is there to be shown in an evaluation, with the record of the file that it came from. */
export async function listEvaluationResponses(
  evaluationId: string,
  on: Queryable = pool(),
): Promise<EvaluationResponse[]> {
  return sql<EvaluationResponse>(on)`
    SELECT item_id AS "itemId", candidate_id AS "candidateId", rounds, dialogue_id AS "dialogueId", record,
      coalesce(ended_at, now()) AS "endedAt"
    FROM candidate_response WHERE evaluation_id = ${evaluationId} AND status = 'ready'`;
}
