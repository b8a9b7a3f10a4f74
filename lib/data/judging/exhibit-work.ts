import type { FaultRemedy } from "@/lib/domain/chat-model";
import type { Contender, Round } from "@/lib/domain/judging/contender";
import { query, sql, transaction } from "../sql";
import { markReady } from "./exhibits";

/** An exhibit whose next round a worker is to write, held under a lease. */
export type ExhibitClaim = {
  itemId: string;
  contenderId: string;
  evaluationId: string;
  fence: number;
  /** What is there already. */
  rounds: Round[];
  turns: string[];
  category: string;
  source: Extract<Contender["source"], { kind: "model" }>;
  seed: number;
};
type Held = Pick<ExhibitClaim, "itemId" | "contenderId" | "fence">;
export type Spent = { promptTokens: number; completionTokens: number; cost: number };

const leaseSeconds = 30;
/** Failed attempts in a row after which a person is asked. */
const maxFailures = 5;

/** Up to `room` answers that are missing in open evaluations; those to one item follow each other, so that it is soon ready. */
export function claimExhibits(workerId: string, room: number): Promise<ExhibitClaim[]> {
  return query<ExhibitClaim>`
    UPDATE exhibit x SET fence = x.fence + 1, lease_worker = ${workerId},
      lease_until = now() + ${leaseSeconds} * interval '1 second'
    FROM evaluation_item i, contender c, evaluation e
    WHERE i.id = x.item_id AND c.id = x.contender_id AND e.id = x.evaluation_id
      AND (x.item_id, x.contender_id) IN (
        SELECT y.item_id, y.contender_id FROM exhibit y
        JOIN evaluation f ON f.id = y.evaluation_id JOIN contender d ON d.id = y.contender_id
        JOIN evaluation_item j ON j.id = y.item_id
        WHERE y.status = 'missing' AND y.due_at <= now() AND (y.lease_until IS NULL OR y.lease_until < now())
          AND f.status = 'open' AND d.source->>'kind' = 'model'
        ORDER BY y.due_at, j.position LIMIT ${room}::int FOR UPDATE OF y SKIP LOCKED)
    RETURNING x.item_id AS "itemId", x.contender_id AS "contenderId", x.evaluation_id AS "evaluationId", x.fence,
      x.rounds, i.turns, i.category, c.source, e.seed::float8 AS seed`;
}

/** Renews leases; the claims that still hold. A closed or paused evaluation lets go of its work. */
export async function renewExhibits<C extends Held>(workerId: string, claims: readonly C[]): Promise<Set<C>> {
  const rows = await query<{ itemId: string; contenderId: string }>`
    UPDATE exhibit x SET lease_until = now() + ${leaseSeconds} * interval '1 second'
    FROM unnest(${claims.map(({ itemId }) => itemId)}::text[], ${claims.map(({ contenderId }) => contenderId)}::text[],
      ${claims.map(({ fence }) => fence)}::int[]) AS h (item_id, contender_id, fence), evaluation e
    WHERE x.item_id = h.item_id AND x.contender_id = h.contender_id AND x.fence = h.fence AND x.status = 'missing'
      AND x.lease_worker = ${workerId} AND e.id = x.evaluation_id AND e.status = 'open'
    RETURNING x.item_id AS "itemId", x.contender_id AS "contenderId"`;
  const still = new Set(rows.map(({ itemId, contenderId }) => `${itemId} ${contenderId}`));
  return new Set(claims.filter(({ itemId, contenderId }) => still.has(`${itemId} ${contenderId}`)));
}

/** Adds a round that came whole. True when the worker may write the next one; false at the end, or when it lost the lease. */
export function saveRound(claim: ExhibitClaim, round: Round, spent: Spent): Promise<boolean> {
  const isLast = claim.rounds.length + 1 >= claim.turns.length;
  return transaction(async (tx) => {
    const rows = await sql(tx)`
      UPDATE exhibit SET rounds = rounds || ${JSON.stringify([round])}::jsonb, failures = 0, error = NULL,
        prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int,
        status = CASE WHEN ${isLast} THEN 'ready' ELSE status END,
        ended_at = CASE WHEN ${isLast} THEN now() END,
        lease_until = CASE WHEN ${isLast} THEN NULL ELSE lease_until END
      WHERE item_id = ${claim.itemId} AND contender_id = ${claim.contenderId} AND fence = ${claim.fence}
        AND status = 'missing' RETURNING item_id`;
    if (rows.length === 0) return false;
    if (isLast) await markReady(tx, claim.evaluationId, claim.itemId);
    return !isLast;
  });
}

type Failure = { spent: Spent; remedy: FaultRemedy; retryAfterMs?: number; message: string };

/** Tries again later, or after five failures in a row and where that would not help leaves it to a person. */
export async function failExhibit(claim: Held, { spent, remedy, retryAfterMs, message }: Failure): Promise<void> {
  await query`
    UPDATE exhibit SET failures = failures + 1, error = ${message}, lease_until = NULL,
      prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
      completion_tokens = completion_tokens + ${spent.completionTokens}::int,
      status = CASE WHEN ${remedy !== "retry"} OR failures + 1 >= ${maxFailures}::int THEN 'failed' ELSE status END,
      due_at = now() + make_interval(secs => coalesce(${retryAfterMs ?? null}::float8 / 1000,
        random() * least(30, 0.5 * 2 ^ (failures + 1))))
    WHERE item_id = ${claim.itemId} AND contender_id = ${claim.contenderId} AND fence = ${claim.fence}
      AND status = 'missing'`;
}

/** Hands back what was not finished, with what it cost so far; it is due at once. */
export async function releaseExhibit(claim: Held, spent: Spent): Promise<void> {
  await query`
    UPDATE exhibit SET lease_until = NULL, prompt_tokens = prompt_tokens + ${spent.promptTokens}::int,
      completion_tokens = completion_tokens + ${spent.completionTokens}::int, cost = cost + ${spent.cost}::float8
    WHERE item_id = ${claim.itemId} AND contender_id = ${claim.contenderId} AND fence = ${claim.fence}`;
}
