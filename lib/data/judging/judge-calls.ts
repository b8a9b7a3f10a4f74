import type { JudgeMode } from "@/lib/domain/judging/judge-prompt";
import { pool } from "../pool";
import { sql } from "../sql";

type Calls = { calls: number; characters: number; notReady: number };

/** What a judge would be asked: calls, characters of questions and answers in them, and what is not there yet. */
export async function countJudgeCalls(evaluationId: string, mode: JudgeMode): Promise<Calls> {
  const [row] =
    mode === "pair"
      ? await sql<Calls>(pool())`
          SELECT coalesce(sum(2 * least(2, cardinality(i.turns))) FILTER (WHERE c.is_ready), 0)::int AS calls,
            coalesce(sum(2 * (length(f.rounds::text) + length(s.rounds::text))) FILTER (WHERE c.is_ready), 0)::float8
              AS characters, count(*) FILTER (WHERE NOT c.is_ready)::int AS "notReady"
          FROM comparison c JOIN evaluation_item i ON i.id = c.item_id
          LEFT JOIN exhibit f ON f.item_id = c.item_id AND f.contender_id = c.first_id
          LEFT JOIN exhibit s ON s.item_id = c.item_id AND s.contender_id = c.second_id
          WHERE c.evaluation_id = ${evaluationId} AND c.second_id IS NOT NULL`
      : await sql<Calls>(pool())`
          SELECT coalesce(sum(least(2, cardinality(i.turns))) FILTER (WHERE x.status = 'ready'), 0)::int AS calls,
            coalesce(sum(length(x.rounds::text)) FILTER (WHERE x.status = 'ready'), 0)::float8 AS characters,
            count(*) FILTER (WHERE x.status <> 'ready')::int AS "notReady"
          FROM exhibit x JOIN evaluation_item i ON i.id = x.item_id WHERE x.evaluation_id = ${evaluationId}`;
  return row ?? { calls: 0, characters: 0, notReady: 0 };
}
