import { type Round, roundSchema } from "@/lib/domain/judging/candidate";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, json, made, moment, type RowOf, text, texts } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const response = columns("CandidateResponse", "x", "candidateId", "rounds", "dialogueId");
const shape = { ...response.row, rounds: json(roundSchema.array()) };

/** What candidates show on an item. */
export type CandidateResponse = RowOf<typeof shape>;

const insertMissing = statement(
  "responses.insertMissing",
  {},
  (evaluationId: string) => sql`
    INSERT INTO candidate_response (item_id, candidate_id, evaluation_id)
    SELECT i.id, c.id, ${evaluationId} FROM evaluation_item i CROSS JOIN candidate c
    WHERE i.evaluation_id = ${evaluationId} AND c.evaluation_id = ${evaluationId}
    ON CONFLICT DO NOTHING`,
);

/** A place for what each candidate is to show on each item, as far as there is none yet. */
export async function insertMissingResponses(tx: Queryable, evaluationId: string): Promise<void> {
  await execute(insertMissing(evaluationId), tx);
}

export type NewResponse = {
  itemId: string;
  candidateId: string;
  rounds: Round[];
  dialogueId?: string;
  record?: unknown;
};

const write = statement(
  "responses.write",
  {},
  (evaluationId: string, responses: NewResponse[], replace: boolean) => sql`
    INSERT INTO candidate_response (item_id, candidate_id, evaluation_id, status, rounds, dialogue_id, record, ended_at)
    SELECT n->>'itemId', n->>'candidateId', ${evaluationId}, 'ready', n->'rounds', n->>'dialogueId', n->'record', now()
    FROM jsonb_array_elements(${JSON.stringify(responses)}::jsonb) AS n
    ON CONFLICT (item_id, candidate_id) DO UPDATE SET status = 'ready', rounds = excluded.rounds,
      dialogue_id = excluded.dialogue_id, record = excluded.record, error = NULL, ended_at = now()
    WHERE ${replace} OR candidate_response.status <> 'ready'`,
);

/** Puts whole responses in place, except where one is ready already and `replace` is not asked for; how many were taken. */
export async function writeResponses(
  tx: Queryable,
  evaluationId: string,
  responses: NewResponse[],
  { replace }: { replace: boolean },
): Promise<number> {
  return execute(write(evaluationId, responses, replace), tx);
}

const list = statement(
  "responses.list",
  shape,
  (itemId: string) => sql`
    SELECT ${response} FROM candidate_response x
    WHERE item_id = ${itemId} AND status = 'ready'`,
);

/** What is there to be shown on an item, by candidate. */
export async function listResponses(itemId: string, on?: Queryable): Promise<Map<string, CandidateResponse>> {
  const rows = await all(list(itemId), on);
  return new Map(rows.map((row) => [row.candidateId, row]));
}

const retry = statement(
  "responses.retryFailed",
  {},
  (evaluationId: string) => sql`
    UPDATE candidate_response SET status = 'missing', failures = 0, due_at = now(), error = NULL, ended_at = NULL
    WHERE evaluation_id = ${evaluationId} AND status = 'failed'`,
);

/** Lets what failed be tried again, from the turn at which it failed; how many. */
export async function retryFailedResponses(tx: Queryable, evaluationId: string): Promise<number> {
  return execute(retry(evaluationId), tx);
}

const lockItems = statement(
  "responses.lockItems",
  {},
  (evaluationId: string, itemId: string | null) => sql`
    SELECT FROM evaluation_item WHERE evaluation_id = ${evaluationId} AND (${itemId}::text IS NULL OR id = ${itemId})
    ORDER BY id FOR NO KEY UPDATE`,
);

const openComparisons = statement(
  "responses.openComparisons",
  {},
  (evaluationId: string, itemId: string | null) => sql`
    UPDATE comparison c SET is_ready = true
    WHERE c.evaluation_id = ${evaluationId} AND NOT c.is_ready AND (${itemId}::text IS NULL OR c.item_id = ${itemId})
      AND EXISTS (SELECT FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id = c.first_id AND x.status = 'ready')
      AND (c.second_id IS NULL OR EXISTS (SELECT FROM candidate_response x
        WHERE x.item_id = c.item_id AND x.candidate_id = c.second_id AND x.status = 'ready'))`,
);

/**
 * Opens the comparisons to which everything is there now, of one item or of all; to be called where responses became
 * ready, in that transaction. The items are held first: of two sides that become ready at the same moment neither would
 * see the other, and their comparison would never open.
 */
export async function markReady(tx: Queryable, evaluationId: string, itemId: string | null = null): Promise<void> {
  await execute(lockItems(evaluationId, itemId), tx);
  await execute(openComparisons(evaluationId, itemId), tx);
}

const listItems = statement(
  "responses.listShowing",
  { itemId: text, candidateIds: texts },
  (evaluationId: string) => sql`
    SELECT item_id AS "itemId", array_agg(candidate_id) AS "candidateIds" FROM candidate_response
    WHERE evaluation_id = ${evaluationId} AND status = 'ready' GROUP BY item_id`,
);

/** By item, the candidates that have something to be shown on it. */
export async function listShowing(evaluationId: string, on?: Queryable): Promise<Map<string, Set<string>>> {
  const rows = await all(listItems(evaluationId), on);
  return new Map(rows.map(({ itemId, candidateIds }) => [itemId, new Set(candidateIds)]));
}

const listDialogues = statement(
  "responses.listShownDialogues",
  { itemId: text, dialogueIds: texts },
  (evaluationId: string) => sql`
    SELECT item_id AS "itemId", array_agg(dialogue_id) AS "dialogueIds" FROM candidate_response
    WHERE evaluation_id = ${evaluationId} AND dialogue_id IS NOT NULL GROUP BY item_id`,
);

/** By item, the dialogues of the studio that are shown on it. */
export async function listShownDialogues(evaluationId: string, on?: Queryable): Promise<Map<string, Set<string>>> {
  const rows = await all(listDialogues(evaluationId), on);
  return new Map(rows.map(({ itemId, dialogueIds }) => [itemId, new Set(dialogueIds)]));
}

const wholeShape = { ...shape, itemId: text, record: made<unknown>(), endedAt: moment };
export type EvaluationResponse = RowOf<typeof wholeShape>;

const listAll = statement(
  "responses.listAll",
  wholeShape,
  (evaluationId: string) => sql`
    SELECT ${response}, item_id AS "itemId", record,
      coalesce(ended_at, now()) AS "endedAt"
    FROM candidate_response x WHERE evaluation_id = ${evaluationId} AND status = 'ready'`,
);

/** Everything that is there to be shown in an evaluation, with the record of the file that it came from. */
export async function listEvaluationResponses(evaluationId: string, on?: Queryable): Promise<EvaluationResponse[]> {
  return all(listAll(evaluationId), on);
}
