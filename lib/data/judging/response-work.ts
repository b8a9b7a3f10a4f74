import { modelSourceSchema, type Round, roundSchema } from "@/lib/domain/judging/candidate";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, float, int, json, orNull, type RowOf, text, texts } from "../door/row";
import { statement } from "../door/statement";
import { enqueueJob } from "../jobs/enqueue";
import { type JobClaim, whileHeld } from "../jobs/job-claim";
import { lanesOf } from "../jobs/lanes-at-work";
import type { Queryable } from "../sql";
import { markReady } from "./responses";

const response = columns("CandidateResponse", "x", "itemId", "candidateId", "evaluationId", "failures", "rounds");
const dueShape = {
  ...response.row,
  rounds: json(roundSchema.array()),
  turns: texts,
  category: text,
  source: json(modelSourceSchema),
  seed: float,
};

/** A response whose next round is to be written, with the rounds that are there already. */
export type DueResponse = RowOf<typeof dueShape>;
export type Spent = { promptTokens: number; completionTokens: number; cost: number };
type Job = JobClaim<"answers">;

const count = statement(
  "responseWork.countAll",
  { count: int },
  (evaluationId: string) => sql`
    SELECT count(*)::int AS count FROM candidate_response WHERE evaluation_id = ${evaluationId}`,
);

const listOwed = statement(
  "responseWork.listOwed",
  { lane: int },
  (evaluationId: string, lanes: number) => sql`
    SELECT DISTINCT mod(abs(hashtext(x.item_id)::bigint), ${lanes}::int)::int AS lane
    FROM candidate_response x JOIN candidate c ON c.id = x.candidate_id JOIN evaluation e ON e.id = x.evaluation_id
    WHERE x.evaluation_id = ${evaluationId} AND x.status = 'missing' AND c.source->>'kind' = 'model' AND e.status = 'open'
    ORDER BY lane`,
);

/**
 * Asks for all answers that models owe an open evaluation, in a few jobs that several workers may share. How many is told
 * by all that there are, not by those that are missing: jobs asked for at different times must cut the same way.
 */
export async function enqueueAnswers(tx: Queryable, evaluationId: string, personId: string): Promise<void> {
  const whole = await first(count(evaluationId), tx);
  const lanes = await lanesOf(tx, evaluationId, "answers", whole?.count ?? 0);
  const owed = await all(listOwed(evaluationId, lanes), tx);
  for (const { lane } of owed)
    await enqueueJob(tx, {
      kind: "answers",
      payload: { evaluationId, lane, lanes },
      subject: evaluationId,
      key: `${evaluationId}/${lane}`,
      personId,
    });
}

const listDue = statement(
  "responseWork.listDue",
  dueShape,
  ({ evaluationId, lane, lanes }: Job["payload"], busy: readonly string[], room: number) => sql`
    SELECT ${response}, i.turns, i.category, c.source, e.seed::float8 AS seed
    FROM candidate_response x JOIN evaluation e ON e.id = x.evaluation_id JOIN candidate c ON c.id = x.candidate_id
      JOIN evaluation_item i ON i.id = x.item_id
    WHERE x.evaluation_id = ${evaluationId} AND x.status = 'missing' AND x.due_at <= now() AND e.status = 'open'
      AND c.source->>'kind' = 'model' AND mod(abs(hashtext(x.item_id)::bigint), ${lanes}::int) = ${lane}::int
      AND x.item_id || ' ' || x.candidate_id <> ALL(${busy}::text[])
    ORDER BY x.due_at, i.position, c.position LIMIT ${room}::int`,
);

/** Up to `room` answers of the lane that are due, without those at work; those to one item follow each other. */
export function listDueResponses({ payload }: Job, busy: readonly string[], room: number): Promise<DueResponse[]> {
  return all(listDue(payload, busy, room));
}

const countAnswered = statement(
  "responseWork.count",
  { written: int, failed: int, total: int, nextMs: orNull(float) },
  ({ evaluationId, lane, lanes }: Job["payload"]) => sql`
    SELECT (count(*) FILTER (WHERE x.status = 'ready'))::int AS written,
      (count(*) FILTER (WHERE x.status = 'failed'))::int AS failed, count(*)::int AS total,
      (extract(epoch FROM min(x.due_at) FILTER (WHERE x.status = 'missing' AND e.status = 'open')
        - now()) * 1000)::float8 AS "nextMs"
    FROM candidate_response x JOIN candidate c ON c.id = x.candidate_id JOIN evaluation e ON e.id = x.evaluation_id
    WHERE x.evaluation_id = ${evaluationId} AND c.source->>'kind' = 'model'
      AND mod(abs(hashtext(x.item_id)::bigint), ${lanes}::int) = ${lane}::int`,
);

/** How far the answers of the lane are, and in how many ms the next one is due: null when none is. */
export async function countAnswers({
  payload,
}: Job): Promise<{ written: number; failed: number; total: number; nextMs: number | null }> {
  const row = await first(countAnswered(payload));
  return row ?? { written: 0, failed: 0, total: 0, nextMs: null };
}

const addRound = statement(
  "responseWork.addRound",
  {},
  ({ itemId, candidateId, rounds, turns }: DueResponse, round: Round, spent: Spent) => sql`
      UPDATE candidate_response SET rounds = rounds || ${JSON.stringify([round])}::jsonb, failures = 0, error = NULL,
        prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int,
        status = CASE WHEN ${rounds.length + 1 >= turns.length} THEN 'ready' ELSE status END, ended_at = CASE WHEN ${rounds.length + 1 >= turns.length} THEN now() END
      WHERE item_id = ${itemId} AND candidate_id = ${candidateId} AND status = 'missing'
        AND jsonb_array_length(rounds) = ${rounds.length}::int`,
);

/** Adds a round that came whole. True when the next one may be written. Repeated, it adds nothing. */
export function saveRound(job: Job, due: DueResponse, round: Round, spent: Spent) {
  const { itemId, evaluationId, rounds, turns } = due;
  const isLast = rounds.length + 1 >= turns.length;
  return whileHeld(job, async (tx) => {
    await execute(addRound(due, round, spent), tx);
    if (isLast) await markReady(tx, evaluationId, itemId);
    return !isLast;
  });
}

type Failure = {
  spent: Spent;
  message: string;
  /** When to try again; null: a person is asked. */
  retryInMs: number | null;
  /** The endpoint only asked to come back later. */
  isBusy?: boolean;
};

const fail = statement(
  "responseWork.fail",
  {},
  (row: DueResponse, { spent, message, retryInMs, isBusy = false }: Failure) => sql`
      UPDATE candidate_response SET failures = failures + ${isBusy ? 0 : 1}::int, error = ${message},
        prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int,
        status = CASE WHEN ${retryInMs === null} THEN 'failed' ELSE status END,
        due_at = now() + make_interval(secs => ${(retryInMs ?? 0) / 1000}::float8)
      WHERE item_id = ${row.itemId} AND candidate_id = ${row.candidateId} AND status = 'missing'
        AND failures = ${row.failures}::int`,
);

/** What could not be had, and why; what it cost counts all the same. */
export function failResponse(job: Job, row: DueResponse, failure: Failure): Promise<void> {
  return whileHeld(job, async (tx) => {
    await execute(fail(row, failure), tx);
  });
}

const pay = statement(
  "responseWork.pay",
  {},
  ({ itemId, candidateId }: DueResponse, spent: Spent) => sql`
      UPDATE candidate_response SET prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int
      WHERE item_id = ${itemId} AND candidate_id = ${candidateId}`,
);

/** What a call that was cut has cost. */
export function payForResponse(job: Job, due: DueResponse, spent: Spent): Promise<void> {
  return whileHeld(job, async (tx) => {
    await execute(pay(due, spent), tx);
  });
}
