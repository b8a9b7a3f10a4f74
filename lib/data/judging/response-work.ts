import type { FaultRemedy } from "@/lib/domain/chat-model";
import type { Candidate, Round } from "@/lib/domain/judging/candidate";
import { query, sql, transaction } from "../sql";
import { markReady } from "./responses";

/** A response whose next round a worker is to write, held under a lease. */
export type ResponseClaim = {
  itemId: string;
  candidateId: string;
  evaluationId: string;
  fence: number;
  /** What is there already. */
  rounds: Round[];
  turns: string[];
  category: string;
  source: Extract<Candidate["source"], { kind: "model" }>;
  seed: number;
};
type Held = Pick<ResponseClaim, "itemId" | "candidateId" | "fence">;
export type Spent = { promptTokens: number; completionTokens: number; cost: number };

const leaseSeconds = 30;
/** Failed attempts in a row after which a person is asked. */
const maxFailures = 5;

/** Up to `room` answers that are missing in open evaluations; those to one item follow each other, so that it is soon ready. */
export function claimResponses(workerId: string, room: number): Promise<ResponseClaim[]> {
  return query<ResponseClaim>`
    UPDATE candidate_response x SET fence = x.fence + 1, lease_worker = ${workerId},
      lease_until = now() + ${leaseSeconds} * interval '1 second'
    FROM evaluation_item i, candidate c, evaluation e
    WHERE i.id = x.item_id AND c.id = x.candidate_id AND e.id = x.evaluation_id
      AND (x.item_id, x.candidate_id) IN (
        SELECT y.item_id, y.candidate_id FROM candidate_response y
        JOIN evaluation f ON f.id = y.evaluation_id JOIN candidate d ON d.id = y.candidate_id
        JOIN evaluation_item j ON j.id = y.item_id
        WHERE y.status = 'missing' AND y.due_at <= now() AND (y.lease_until IS NULL OR y.lease_until < now())
          AND f.status = 'open' AND d.source->>'kind' = 'model'
        ORDER BY y.due_at, j.position LIMIT ${room}::int FOR UPDATE OF y SKIP LOCKED)
    RETURNING x.item_id AS "itemId", x.candidate_id AS "candidateId", x.evaluation_id AS "evaluationId", x.fence,
      x.rounds, i.turns, i.category, c.source, e.seed::float8 AS seed`;
}

/** Renews leases; the claims that still hold. A closed or paused evaluation lets go of its work. */
export async function renewResponses<C extends Held>(workerId: string, claims: readonly C[]): Promise<Set<C>> {
  const rows = await query<{ itemId: string; candidateId: string }>`
    UPDATE candidate_response x SET lease_until = now() + ${leaseSeconds} * interval '1 second'
    FROM unnest(${claims.map(({ itemId }) => itemId)}::text[], ${claims.map(({ candidateId }) => candidateId)}::text[],
      ${claims.map(({ fence }) => fence)}::int[]) AS h (item_id, candidate_id, fence), evaluation e
    WHERE x.item_id = h.item_id AND x.candidate_id = h.candidate_id AND x.fence = h.fence AND x.status = 'missing'
      AND x.lease_worker = ${workerId} AND e.id = x.evaluation_id AND e.status = 'open'
    RETURNING x.item_id AS "itemId", x.candidate_id AS "candidateId"`;
  const still = new Set(rows.map(({ itemId, candidateId }) => `${itemId} ${candidateId}`));
  return new Set(claims.filter(({ itemId, candidateId }) => still.has(`${itemId} ${candidateId}`)));
}

/** Adds a round that came whole. True when the worker may write the next one; false at the end, or when it lost the lease. */
export function saveRound(claim: ResponseClaim, round: Round, spent: Spent): Promise<boolean> {
  const isLast = claim.rounds.length + 1 >= claim.turns.length;
  return transaction(async (tx) => {
    const rows = await sql(tx)`
      UPDATE candidate_response SET rounds = rounds || ${JSON.stringify([round])}::jsonb, failures = 0, error = NULL,
        prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int,
        status = CASE WHEN ${isLast} THEN 'ready' ELSE status END,
        ended_at = CASE WHEN ${isLast} THEN now() END,
        lease_until = CASE WHEN ${isLast} THEN NULL ELSE lease_until END
      WHERE item_id = ${claim.itemId} AND candidate_id = ${claim.candidateId} AND fence = ${claim.fence}
        AND status = 'missing' RETURNING item_id`;
    if (rows.length === 0) return false;
    if (isLast) await markReady(tx, claim.evaluationId, claim.itemId);
    return !isLast;
  });
}

type Failure = { spent: Spent; remedy: FaultRemedy; retryAfterMs?: number; message: string };

/** Tries again later, or after five failures in a row and where that would not help leaves it to a person. */
export async function failResponse(claim: Held, { spent, remedy, retryAfterMs, message }: Failure): Promise<void> {
  await query`
    UPDATE candidate_response SET failures = failures + 1, error = ${message}, lease_until = NULL,
      prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
      completion_tokens = completion_tokens + ${spent.completionTokens}::int,
      status = CASE WHEN ${remedy !== "retry"} OR failures + 1 >= ${maxFailures}::int THEN 'failed' ELSE status END,
      due_at = now() + make_interval(secs => coalesce(${retryAfterMs ?? null}::float8 / 1000,
        random() * least(30, 0.5 * 2 ^ (failures + 1))))
    WHERE item_id = ${claim.itemId} AND candidate_id = ${claim.candidateId} AND fence = ${claim.fence}
      AND status = 'missing'`;
}

/** Hands back what was not finished, with what it cost so far; it is due at once. */
export async function releaseResponse(claim: Held, spent: Spent): Promise<void> {
  await query`
    UPDATE candidate_response SET lease_until = NULL, prompt_tokens = prompt_tokens + ${spent.promptTokens}::int,
      completion_tokens = completion_tokens + ${spent.completionTokens}::int, cost = cost + ${spent.cost}::float8
    WHERE item_id = ${claim.itemId} AND candidate_id = ${claim.candidateId} AND fence = ${claim.fence}`;
}
