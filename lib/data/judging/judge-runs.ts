import type { JudgeRun } from "@/lib/domain/judging/judge-run";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

export type NewJudgeRun = Pick<JudgeRun, "id" | "evaluationId" | "judge" | "modelId" | "promptSetId" | "mode"> & {
  status: JudgeRun["status"];
  personId: string;
};

export async function insertJudgeRun(tx: Queryable, judgeRun: NewJudgeRun): Promise<void> {
  await sql(tx)`
    INSERT INTO judge_run (id, evaluation_id, judge, model_id, prompt_set_id, mode, status, person_id)
    VALUES (${judgeRun.id}, ${judgeRun.evaluationId}, ${judgeRun.judge}, ${judgeRun.modelId}, ${judgeRun.promptSetId}, ${judgeRun.mode},
      ${judgeRun.status}, ${judgeRun.personId})`;
}

/**
 * Adds a call for everything that is ready and not judged in this judge run yet: of pairs both orders, up to each of the
 * first two questions. How many.
 */
export async function insertMissingJudgments(
  tx: Queryable,
  { id, evaluationId, mode }: Pick<NewJudgeRun, "id" | "evaluationId" | "mode">,
): Promise<number> {
  const rows =
    mode === "pair"
      ? await sql(tx)`
          INSERT INTO judgment (id, judge_run_id, item_id, first_id, second_id, turn, game)
          SELECT 'jmt_' || left(replace(gen_random_uuid()::text, '-', ''), 20), ${id}, c.item_id, c.first_id,
            c.second_id, turn, game
          FROM comparison c JOIN evaluation_item i ON i.id = c.item_id,
            generate_series(1, least(2, cardinality(i.turns))) AS turn, generate_series(1, 2) AS game
          WHERE c.evaluation_id = ${evaluationId} AND c.is_ready AND c.second_id IS NOT NULL
          ORDER BY c.position, turn, game ON CONFLICT DO NOTHING RETURNING id`
      : await sql(tx)`
          INSERT INTO judgment (id, judge_run_id, item_id, first_id, turn, game)
          SELECT 'jmt_' || left(replace(gen_random_uuid()::text, '-', ''), 20), ${id}, x.item_id, x.candidate_id, turn, 0
          FROM candidate_response x JOIN evaluation_item i ON i.id = x.item_id,
            generate_series(1, least(2, cardinality(i.turns))) AS turn
          WHERE x.evaluation_id = ${evaluationId} AND x.status = 'ready'
          ORDER BY i.position, turn ON CONFLICT DO NOTHING RETURNING id`;
  return rows.length;
}

type Row = Omit<JudgeRun, "createdAt"> & { createdAt: Date };

/** Passes of an evaluation, or one, with how far they are and what they took. */
export async function listJudgeRuns(
  where: { evaluationId: string } | { id: string },
  on: Queryable = pool(),
): Promise<JudgeRun[]> {
  const [column, value] = "id" in where ? ["p.id", where.id] : ["p.evaluation_id", where.evaluationId];
  const { rows } = await on.query<Row>(
    `SELECT p.id, p.evaluation_id AS "evaluationId", p.judge, p.model_id AS "modelId",
       p.prompt_set_id AS "promptSetId", p.mode, p.status, p.status_detail AS "statusDetail",
       p.created_at AS "createdAt", count(j.id) FILTER (WHERE j.status = 'waiting')::int AS waiting,
       count(j.id) FILTER (WHERE j.status = 'ready')::int AS ready,
       count(j.id) FILTER (WHERE j.status = 'failed')::int AS failed,
       count(j.id) FILTER (WHERE j.status = 'ready' AND j.verdict IS NULL AND j.score IS NULL)::int AS unreadable,
       coalesce(sum(j.prompt_tokens), 0)::int AS "inputTokens",
       coalesce(sum(j.completion_tokens), 0)::int AS "outputTokens", coalesce(sum(j.cost), 0) AS cost
     FROM judge_run p LEFT JOIN judgment j ON j.judge_run_id = p.id
     WHERE ${column} = $1 GROUP BY p.id ORDER BY p.created_at, p.id`,
    [value],
  );
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

export async function setPassStatus(tx: Queryable, id: string, status: JudgeRun["status"]): Promise<void> {
  await sql(tx)`UPDATE judge_run SET status = ${status}, status_detail = NULL WHERE id = ${id}`;
}

/** Lets what failed be asked again. */
export async function retryFailedJudgments(tx: Queryable, id: string): Promise<void> {
  await sql(tx)`
    UPDATE judgment SET status = 'waiting', failures = 0, due_at = now(), error = NULL, ended_at = NULL
    WHERE judge_run_id = ${id} AND status = 'failed'`;
}
