import type { FaultRemedy } from "@/lib/domain/chat-model";
import type { JudgeCall } from "@/lib/domain/judging/judge-call";
import { query } from "../sql";
import type { Spent } from "./response-work";

/** A call to a judge that a worker is to make, held under a lease. */
export type JudgmentClaim = JudgeCall & {
  id: string;
  judgeRunId: string;
  evaluationId: string;
  modelId: string;
  promptSetId: string;
  itemId: string;
  fence: number;
};

const leaseSeconds = 30;
/** Failed attempts in a row after which a person is asked. */
const maxFailures = 5;

/** Up to `room` calls that are due in passes that run. */
export function claimJudgments(workerId: string, room: number): Promise<JudgmentClaim[]> {
  return query<JudgmentClaim>`
    UPDATE judgment j SET fence = j.fence + 1, lease_worker = ${workerId},
      lease_until = now() + ${leaseSeconds} * interval '1 second'
    FROM judge_run p, evaluation_item i, evaluation e
    WHERE p.id = j.judge_run_id AND i.id = j.item_id AND e.id = p.evaluation_id AND j.id IN (
        SELECT k.id FROM judgment k JOIN judge_run q ON q.id = k.judge_run_id
        WHERE k.status = 'waiting' AND k.due_at <= now() AND (k.lease_until IS NULL OR k.lease_until < now())
          AND q.status = 'running' AND q.model_id IS NOT NULL AND q.prompt_set_id IS NOT NULL
        ORDER BY k.due_at LIMIT ${room}::int FOR UPDATE OF k SKIP LOCKED)
    RETURNING j.id, j.judge_run_id AS "judgeRunId", p.evaluation_id AS "evaluationId", p.model_id AS "modelId",
      p.prompt_set_id AS "promptSetId", p.mode, j.item_id AS "itemId", j.first_id AS "firstId",
      j.second_id AS "secondId", j.turn, j.game, j.fence, i.category, i.turns, i.reference,
      e.spec->>'kind' AS kind, e.spec->>'instructions' AS instructions`;
}

/** Renews leases; the claims that still hold. A paused pass lets go of its work. */
export async function renewJudgments(workerId: string, claims: readonly JudgmentClaim[]): Promise<Set<JudgmentClaim>> {
  const rows = await query<{ id: string }>`
    UPDATE judgment j SET lease_until = now() + ${leaseSeconds} * interval '1 second'
    FROM unnest(${claims.map(({ id }) => id)}::text[], ${claims.map(({ fence }) => fence)}::int[]) AS h (id, fence),
      judge_run p
    WHERE j.id = h.id AND j.fence = h.fence AND j.status = 'waiting' AND j.lease_worker = ${workerId}
      AND p.id = j.judge_run_id AND p.status = 'running' RETURNING j.id`;
  const still = new Set(rows.map(({ id }) => id));
  return new Set(claims.filter(({ id }) => still.has(id)));
}

export type JudgmentNews = {
  promptName: string;
  request: unknown;
  text: string;
  verdict: "first" | "second" | "tie" | null;
  score: number | null;
  /** Why nothing could be read. */
  error: string | null;
  spent: Spent;
};

/** Keeps what a judge said, readable or not; the pass is done with its last call. */
export async function saveJudgment({ id, judgeRunId, fence }: JudgmentClaim, news: JudgmentNews): Promise<void> {
  await query`
    UPDATE judgment SET status = 'ready', prompt_name = ${news.promptName}, request = ${JSON.stringify(news.request)}::jsonb,
      text = ${news.text}, verdict = ${news.verdict}, score = ${news.score}::float8, error = ${news.error}, failures = 0,
      prompt_tokens = prompt_tokens + ${news.spent.promptTokens}::int, cost = cost + ${news.spent.cost}::float8,
      completion_tokens = completion_tokens + ${news.spent.completionTokens}::int, lease_until = NULL, ended_at = now()
    WHERE id = ${id} AND fence = ${fence} AND status = 'waiting'`;
  await completeJudgeRun(judgeRunId);
}

type Failure = { spent: Spent; remedy: FaultRemedy; retryAfterMs?: number; message: string };

/** Tries again later, or after five failures in a row and where that would not help leaves it to a person. */
export async function failJudgment(
  claim: JudgmentClaim,
  { spent, remedy, retryAfterMs, message }: Failure,
): Promise<void> {
  await query`
    UPDATE judgment SET failures = failures + 1, error = ${message}, lease_until = NULL,
      prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
      completion_tokens = completion_tokens + ${spent.completionTokens}::int,
      status = CASE WHEN ${remedy !== "retry"} OR failures + 1 >= ${maxFailures}::int THEN 'failed' ELSE status END,
      due_at = now() + make_interval(secs => coalesce(${retryAfterMs ?? null}::float8 / 1000,
        random() * least(30, 0.5 * 2 ^ (failures + 1))))
    WHERE id = ${claim.id} AND fence = ${claim.fence} AND status = 'waiting'`;
  await completeJudgeRun(claim.judgeRunId);
}

/** Hands back a call that was cut, with what it cost; it is due at once. */
export async function releaseJudgment({ id, fence }: JudgmentClaim, spent: Spent): Promise<void> {
  await query`
    UPDATE judgment SET lease_until = NULL, prompt_tokens = prompt_tokens + ${spent.promptTokens}::int,
      completion_tokens = completion_tokens + ${spent.completionTokens}::int, cost = cost + ${spent.cost}::float8
    WHERE id = ${id} AND fence = ${fence}`;
}

async function completeJudgeRun(judgeRunId: string): Promise<void> {
  await query`
    UPDATE judge_run SET status = 'done' WHERE id = ${judgeRunId} AND status = 'running'
      AND NOT EXISTS (SELECT FROM judgment WHERE judge_run_id = ${judgeRunId} AND status = 'waiting')`;
}
