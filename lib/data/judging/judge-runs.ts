import type { JudgeRun } from "@/lib/domain/judging/judge-run";
import { all, execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bool, columns, float, int, text, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";
import { leftOutOf } from "./rulings";

export type NewJudgeRun = Pick<JudgeRun, "id" | "evaluationId" | "judge" | "modelId" | "promptSetId" | "mode"> & {
  status: JudgeRun["status"];
  personId: string;
};

const insert = statement(
  "judgeRuns.insert",
  {},
  (judgeRun: NewJudgeRun) => sql`
    INSERT INTO judge_run (id, evaluation_id, judge, model_id, prompt_set_id, mode, status, person_id)
    VALUES (${judgeRun.id}, ${judgeRun.evaluationId}, ${judgeRun.judge}, ${judgeRun.modelId}, ${judgeRun.promptSetId}, ${judgeRun.mode},
      ${judgeRun.status}, ${judgeRun.personId})`,
);

export async function insertJudgeRun(tx: Queryable, judgeRun: NewJudgeRun): Promise<void> {
  await execute(insert(judgeRun), tx);
}

const findImported = statement(
  "judgeRuns.findImported",
  { id: text },
  (evaluationId: string, judge: string, mode: JudgeRun["mode"]) => sql`
    SELECT p.id FROM judge_run p WHERE p.evaluation_id = ${evaluationId} AND p.judge = ${judge} AND p.mode = ${mode}
      AND p.model_id IS NULL ORDER BY p.created_at, p.id LIMIT 1`,
);

/** The judge run in which judgments of this judge that came from files stand; null where none came yet. */
export async function findImportedJudgeRun(
  tx: Queryable,
  { evaluationId, judge, mode }: Pick<NewJudgeRun, "evaluationId" | "judge" | "mode">,
): Promise<string | null> {
  return (await first(findImported(evaluationId, judge, mode), tx))?.id ?? null;
}

const addPairs = statement(
  "judgeRuns.addPairs",
  {},
  (id: string, evaluationId: string) => sql`
          INSERT INTO judgment (id, judge_run_id, item_id, first_id, second_id, turn, game)
          SELECT 'jmt_' || left(replace(gen_random_uuid()::text, '-', ''), 20), ${id}, c.item_id, c.first_id,
            c.second_id, turn, game
          FROM comparison c JOIN evaluation_item i ON i.id = c.item_id,
            generate_series(1, least(2, cardinality(i.turns))) AS turn, generate_series(1, 2) AS game
          WHERE c.evaluation_id = ${evaluationId} AND c.is_ready AND c.second_id IS NOT NULL
          ORDER BY c.position, turn, game ON CONFLICT DO NOTHING`,
);

const addSingles = statement(
  "judgeRuns.addSingles",
  {},
  (id: string, evaluationId: string) => sql`
          INSERT INTO judgment (id, judge_run_id, item_id, first_id, turn, game)
          SELECT 'jmt_' || left(replace(gen_random_uuid()::text, '-', ''), 20), ${id}, x.item_id, x.candidate_id, turn, 0
          FROM candidate_response x JOIN evaluation_item i ON i.id = x.item_id,
            generate_series(1, least(2, cardinality(i.turns))) AS turn
          WHERE x.evaluation_id = ${evaluationId} AND x.status = 'ready'
          ORDER BY i.position, turn ON CONFLICT DO NOTHING`,
);

/**
 * Adds a call for everything that is ready and not judged in this judge run yet: of pairs both orders, up to each of the
 * first two questions. How many.
 */
export async function insertMissingJudgments(
  tx: Queryable,
  { id, evaluationId, mode }: Pick<NewJudgeRun, "id" | "evaluationId" | "mode">,
): Promise<number> {
  return execute(mode === "pair" ? addPairs(id, evaluationId) : addSingles(id, evaluationId), tx);
}

type Where = { id: string } | { evaluationId: string; after: [at: string, id: string] | [null, null]; limit: number };

const judgeRun = columns(
  "JudgeRun",
  "p",
  "id",
  "evaluationId",
  "judge",
  "modelId",
  "promptSetId",
  "mode",
  "status",
  "statusDetail",
  "createdAt",
);

const list = statement(
  "judgeRuns.list",
  {
    ...judgeRun.row,
    mode: word<JudgeRun["mode"]>(),
    status: word<JudgeRun["status"]>(),
    waiting: int,
    ready: int,
    failed: int,
    unreadable: int,
    inputTokens: float,
    outputTokens: float,
    cost: float,
    isLeftOut: bool,
  },
  (where: Where) => sql`
    SELECT ${judgeRun}, p.id = ANY(${leftOutOf(sql`p.evaluation_id`)}) AS "isLeftOut", count(j.id) FILTER (WHERE j.status = 'waiting')::int AS waiting,
      count(j.id) FILTER (WHERE j.status = 'ready')::int AS ready,
      count(j.id) FILTER (WHERE j.status = 'failed')::int AS failed,
      count(j.id) FILTER (WHERE j.status = 'ready' AND j.verdict IS NULL AND j.score IS NULL)::int AS unreadable,
      coalesce(sum(j.prompt_tokens), 0)::float8 AS "inputTokens",
      coalesce(sum(j.completion_tokens), 0)::float8 AS "outputTokens", coalesce(sum(j.cost), 0) AS cost
    FROM judge_run p LEFT JOIN judgment j ON j.judge_run_id = p.id
    WHERE ${"id" in where ? sql`p.id = ${where.id}` : ofEvaluation(where.evaluationId, where.after)}
    GROUP BY p.id ORDER BY p.created_at, p.id LIMIT ${"id" in where ? 1 : where.limit}::int`,
  { examples: [[{ id: "j" }], [{ evaluationId: "e", after: [null, null], limit: 1 }]] },
);

function ofEvaluation(evaluationId: string, [at, id]: [string, string] | [null, null]): Fragment {
  return sql`p.evaluation_id = ${evaluationId}
    AND (${at}::timestamptz IS NULL OR (p.created_at, p.id) > (${at}::timestamptz, ${id}::text))`;
}

/** Judges of an evaluation, oldest first, with how far they are and what they took. */
export async function listJudgeRuns(evaluationId: string, { cursor, limit }: PageQuery): Promise<PageOf<JudgeRun>> {
  const rows = await all(list({ evaluationId, after: placeAfter(cursor, "moment"), limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toJudgeRun), nextCursor };
}

export async function findJudgeRun(id: string): Promise<JudgeRun | null> {
  const row = await first(list({ id }));
  return row && toJudgeRun(row);
}

function toJudgeRun({ createdAt, ...row }: Omit<JudgeRun, "createdAt"> & { createdAt: Date }): JudgeRun {
  return { ...row, createdAt: createdAt.toISOString() };
}

const setStatus = statement(
  "judgeRuns.setStatus",
  {},
  (id: string, status: JudgeRun["status"]) => sql`
    UPDATE judge_run SET status = ${status}, status_detail = NULL WHERE id = ${id}`,
);

export async function setPassStatus(tx: Queryable, id: string, status: JudgeRun["status"]): Promise<void> {
  await execute(setStatus(id, status), tx);
}

const retry = statement(
  "judgeRuns.retryFailed",
  {},
  (id: string) => sql`
    UPDATE judgment SET status = 'waiting', failures = 0, due_at = now(), error = NULL, ended_at = NULL
    WHERE judge_run_id = ${id} AND status = 'failed'`,
);

/** Lets what failed be asked again. */
export async function retryFailedJudgments(tx: Queryable, id: string): Promise<void> {
  await execute(retry(id), tx);
}

const remove = statement("judgeRuns.delete", {}, (id: string) => sql`DELETE FROM judge_run p WHERE p.id = ${id}`);

/** With all that the judge said. */
export async function deleteJudgeRun(tx: Queryable, id: string): Promise<void> {
  await execute(remove(id), tx);
}
