import { evaluationItemSchema } from "@/lib/domain/judging/evaluation";
import type { JudgeCall } from "@/lib/domain/judging/judge-call";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { type Column, columns, float, int, json, orNull, type RowOf, text, texts, word } from "../door/row";
import { statement } from "../door/statement";
import { enqueueJob } from "../jobs/enqueue";
import { type JobClaim, whileHeld } from "../jobs/job-claim";
import { lanesOf } from "../jobs/lanes-at-work";
import type { Queryable } from "../sql";
import type { Spent } from "./response-work";

const judgment = columns(
  "Judgment",
  "j",
  "id",
  "judgeRunId",
  "itemId",
  "firstId",
  "secondId",
  "turn",
  "game",
  "failures",
);
const dueShape = {
  ...judgment.row,
  game: int as Column<JudgeCall["game"]>,
  evaluationId: text,
  modelId: text,
  promptSetId: text,
  mode: word<JudgeCall["mode"]>(),
  category: text,
  turns: texts,
  reference: orNull(json(evaluationItemSchema.shape.reference)),
  kind: word<JudgeCall["kind"]>(),
  instructions: text,
};

/** A call to a judge that is to be made. */
export type DueJudgment = RowOf<typeof dueShape>;
type Job = JobClaim<"judgments">;

const count = statement(
  "judgmentWork.countComparisons",
  { count: int },
  (judgeRunId: string) => sql`
    SELECT count(*)::int AS count FROM comparison c JOIN judge_run p ON p.evaluation_id = c.evaluation_id
    WHERE p.id = ${judgeRunId}`,
);

const listOwed = statement(
  "judgmentWork.listOwed",
  { lane: int },
  (judgeRunId: string, lanes: number) => sql`
    SELECT DISTINCT mod(abs(hashtext(j.item_id)::bigint), ${lanes}::int)::int AS lane
    FROM judgment j JOIN judge_run p ON p.id = j.judge_run_id
    WHERE j.judge_run_id = ${judgeRunId} AND j.status = 'waiting' AND p.status = 'running' ORDER BY lane`,
);

/** Asks for what a running judge has not been asked yet, cut like the answers of an evaluation. */
export async function enqueueJudgments(tx: Queryable, judgeRunId: string, personId: string): Promise<void> {
  const whole = await first(count(judgeRunId), tx);
  const lanes = await lanesOf(tx, judgeRunId, "judgments", whole?.count ?? 0);
  const owed = await all(listOwed(judgeRunId, lanes), tx);
  for (const { lane } of owed)
    await enqueueJob(tx, {
      kind: "judgments",
      payload: { judgeRunId, lane, lanes },
      subject: judgeRunId,
      key: `${judgeRunId}/${lane}`,
      personId,
    });
}

const listDue = statement(
  "judgmentWork.listDue",
  dueShape,
  ({ judgeRunId, lane, lanes }: Job["payload"], busy: readonly string[], room: number) => sql`
    SELECT ${judgment}, p.evaluation_id AS "evaluationId", p.model_id AS "modelId",
      p.prompt_set_id AS "promptSetId", p.mode, i.category, i.turns, i.reference,
      e.spec->>'kind' AS kind, e.spec->>'instructions' AS instructions
    FROM judgment j JOIN judge_run p ON p.id = j.judge_run_id JOIN evaluation_item i ON i.id = j.item_id
      JOIN evaluation e ON e.id = p.evaluation_id
    WHERE j.judge_run_id = ${judgeRunId} AND j.status = 'waiting' AND j.due_at <= now() AND p.status = 'running'
      AND p.model_id IS NOT NULL AND p.prompt_set_id IS NOT NULL
      AND mod(abs(hashtext(j.item_id)::bigint), ${lanes}::int) = ${lane}::int AND j.id <> ALL(${busy}::text[])
    ORDER BY j.due_at, i.position, j.turn, j.game, j.id LIMIT ${room}::int`,
);

/** Up to `room` calls of the lane that are due, without those at work. */
export function listDueJudgments({ payload }: Job, busy: readonly string[], room: number): Promise<DueJudgment[]> {
  return all(listDue(payload, busy, room));
}

const countAll = statement(
  "judgmentWork.count",
  { written: int, failed: int, total: int, nextMs: orNull(float) },
  ({ judgeRunId, lane, lanes }: Job["payload"]) => sql`
    SELECT (count(*) FILTER (WHERE j.status = 'ready'))::int AS written,
      (count(*) FILTER (WHERE j.status = 'failed'))::int AS failed, count(*)::int AS total,
      (extract(epoch FROM min(j.due_at) FILTER (WHERE j.status = 'waiting' AND p.status = 'running')
        - now()) * 1000)::float8 AS "nextMs"
    FROM judgment j JOIN judge_run p ON p.id = j.judge_run_id WHERE j.judge_run_id = ${judgeRunId}
      AND mod(abs(hashtext(j.item_id)::bigint), ${lanes}::int) = ${lane}::int`,
);

/** How far the calls of the lane are, and in how many ms the next one is due: null when none is. */
export async function countJudgments({
  payload,
}: Job): Promise<{ written: number; failed: number; total: number; nextMs: number | null }> {
  const row = await first(countAll(payload));
  return row ?? { written: 0, failed: 0, total: 0, nextMs: null };
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

const save = statement(
  "judgmentWork.save",
  {},
  (id: string, news: JudgmentNews) => sql`
      UPDATE judgment SET status = 'ready', prompt_name = ${news.promptName}, request = ${JSON.stringify(news.request)}::jsonb,
        text = ${news.text}, verdict = ${news.verdict}, score = ${news.score}::float8, error = ${news.error}, failures = 0,
        prompt_tokens = prompt_tokens + ${news.spent.promptTokens}::int, cost = cost + ${news.spent.cost}::float8,
        completion_tokens = completion_tokens + ${news.spent.completionTokens}::int, ended_at = now()
      WHERE id = ${id} AND status = 'waiting'`,
);

/** Keeps what a judge said, readable or not. */
export function saveJudgment(job: Job, { id }: DueJudgment, news: JudgmentNews): Promise<void> {
  return whileHeld(job, async (tx) => {
    await execute(save(id, news), tx);
  });
}

type Failure = { spent: Spent; message: string; retryInMs: number | null; isBusy?: boolean };

const fail = statement(
  "judgmentWork.fail",
  {},
  (row: DueJudgment, { spent, message, retryInMs, isBusy = false }: Failure) => sql`
      UPDATE judgment SET failures = failures + ${isBusy ? 0 : 1}::int, error = ${message},
        prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int,
        status = CASE WHEN ${retryInMs === null} THEN 'failed' ELSE status END,
        due_at = now() + make_interval(secs => ${(retryInMs ?? 0) / 1000}::float8)
      WHERE id = ${row.id} AND status = 'waiting' AND failures = ${row.failures}::int`,
);

/** What could not be had, and why; what it cost counts all the same. */
export function failJudgment(job: Job, row: DueJudgment, failure: Failure): Promise<void> {
  return whileHeld(job, async (tx) => {
    await execute(fail(row, failure), tx);
  });
}

const pay = statement(
  "judgmentWork.pay",
  {},
  (id: string, spent: Spent) => sql`
      UPDATE judgment SET prompt_tokens = prompt_tokens + ${spent.promptTokens}::int, cost = cost + ${spent.cost}::float8,
        completion_tokens = completion_tokens + ${spent.completionTokens}::int
      WHERE id = ${id}`,
);

/** What a call that was cut has cost. */
export function payForJudgment(job: Job, { id }: DueJudgment, spent: Spent): Promise<void> {
  return whileHeld(job, async (tx) => {
    await execute(pay(id, spent), tx);
  });
}

const complete = statement(
  "judgmentWork.complete",
  {},
  (judgeRunId: string) => sql`
      UPDATE judge_run SET status = 'done' WHERE id = ${judgeRunId} AND status = 'running'
        AND NOT EXISTS (SELECT FROM judgment WHERE judge_run_id = ${judgeRunId} AND status = 'waiting')`,
);

/**
 * A judge is done with its last call. To be asked after all else of a lane is committed: of two lanes whose last calls
 * end at the same moment neither would see the other's.
 */
export function completeJudgeRun(job: Job): Promise<void> {
  const { judgeRunId } = job.payload;
  return whileHeld(job, async (tx) => {
    await execute(complete(judgeRunId), tx);
  });
}
