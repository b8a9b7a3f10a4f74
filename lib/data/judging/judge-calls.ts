import type { JudgeCall } from "@/lib/domain/judging/judge-call";
import type { JudgeMode } from "@/lib/domain/judging/judge-prompt";
import { pool } from "../pool";
import { sql } from "../sql";

type Calls = { calls: number; notReady: number };

/** How many calls a judge of all that is ready would take, and how many pairs or answers are not there yet. */
export async function countJudgeCalls(evaluationId: string, mode: JudgeMode): Promise<Calls> {
  const [row] =
    mode === "pair"
      ? await sql<Calls>(pool())`
          SELECT coalesce(sum(2 * least(2, cardinality(i.turns))) FILTER (WHERE c.is_ready), 0)::int AS calls,
            count(*) FILTER (WHERE NOT c.is_ready)::int AS "notReady"
          FROM comparison c JOIN evaluation_item i ON i.id = c.item_id
          WHERE c.evaluation_id = ${evaluationId} AND c.second_id IS NOT NULL`
      : await sql<Calls>(pool())`
          SELECT coalesce(sum(least(2, cardinality(i.turns))) FILTER (WHERE x.status = 'ready'), 0)::int AS calls,
            count(*) FILTER (WHERE x.status <> 'ready')::int AS "notReady"
          FROM candidate_response x JOIN evaluation_item i ON i.id = x.item_id WHERE x.evaluation_id = ${evaluationId}`;
  return row ?? { calls: 0, notReady: 0 };
}

/**
 * Up to `most` of those calls, pairs in one order only, to see what a call is like. Which ones has nothing to do with
 * what they are about, and is the same each time.
 */
export async function sampleJudgeCalls(
  evaluationId: string,
  mode: JudgeMode,
  most: number,
): Promise<(JudgeCall & { itemId: string })[]> {
  const judged =
    mode === "pair"
      ? `SELECT item_id, first_id, second_id, 1 AS game FROM comparison
         WHERE evaluation_id = $1 AND is_ready AND second_id IS NOT NULL`
      : `SELECT item_id, candidate_id, NULL::text, 0 FROM candidate_response WHERE evaluation_id = $1 AND status = 'ready'`;
  const { rows } = await pool().query<JudgeCall & { itemId: string }>(
    `SELECT $2::text AS mode, i.id AS "itemId", j.first_id AS "firstId", j.second_id AS "secondId", turn, j.game,
       i.category, i.turns, i.reference, e.spec->>'kind' AS kind, e.spec->>'instructions' AS instructions
     FROM (${judged}) AS j (item_id, first_id, second_id, game) JOIN evaluation_item i ON i.id = j.item_id
       JOIN evaluation e ON e.id = i.evaluation_id, generate_series(1, least(2, cardinality(i.turns))) AS turn
     ORDER BY md5(i.id || j.first_id || turn) LIMIT $3`,
    [evaluationId, mode, most],
  );
  return rows;
}
