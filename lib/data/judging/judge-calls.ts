import { evaluationItemSchema } from "@/lib/domain/judging/evaluation";
import type { JudgeCall } from "@/lib/domain/judging/judge-call";
import type { JudgeMode } from "@/lib/domain/judging/judge-prompt";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { type Column, columns, int, json, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";

type Calls = { calls: number; notReady: number };

const countPairs = statement(
  "judgeCalls.countPairs",
  { calls: int, notReady: int },
  (evaluationId: string) => sql`
          SELECT coalesce(sum(2 * least(2, cardinality(i.turns))) FILTER (WHERE c.is_ready), 0)::int AS calls,
            count(*) FILTER (WHERE NOT c.is_ready)::int AS "notReady"
          FROM comparison c JOIN evaluation_item i ON i.id = c.item_id
          WHERE c.evaluation_id = ${evaluationId} AND c.second_id IS NOT NULL`,
);

const countSingles = statement(
  "judgeCalls.countSingles",
  { calls: int, notReady: int },
  (evaluationId: string) => sql`
          SELECT coalesce(sum(least(2, cardinality(i.turns))) FILTER (WHERE x.status = 'ready'), 0)::int AS calls,
            count(*) FILTER (WHERE x.status <> 'ready')::int AS "notReady"
          FROM candidate_response x JOIN evaluation_item i ON i.id = x.item_id WHERE x.evaluation_id = ${evaluationId}`,
);

/** How many calls a judge of all that is ready would take, and how many pairs or answers are not there yet. */
export async function countJudgeCalls(evaluationId: string, mode: JudgeMode): Promise<Calls> {
  const row = await first(mode === "pair" ? countPairs(evaluationId) : countSingles(evaluationId));
  return row ?? { calls: 0, notReady: 0 };
}

const item = columns("EvaluationItem", "i", "category", "turns", "reference");

const sample = statement(
  "judgeCalls.sample",
  {
    ...item.row,
    reference: orNull(json(evaluationItemSchema.shape.reference)),
    mode: word<JudgeMode>(),
    itemId: text,
    firstId: text,
    secondId: orNull(text),
    turn: int,
    game: int as Column<JudgeCall["game"]>,
    kind: word<JudgeCall["kind"]>(),
    instructions: text,
  },
  (evaluationId: string, mode: JudgeMode, most: number) => {
    const judged =
      mode === "pair"
        ? sql`SELECT item_id, first_id, second_id, 1 AS game FROM comparison
              WHERE evaluation_id = ${evaluationId} AND is_ready AND second_id IS NOT NULL`
        : sql`SELECT item_id, candidate_id, NULL::text, 0 FROM candidate_response
              WHERE evaluation_id = ${evaluationId} AND status = 'ready'`;
    return sql`
      SELECT ${mode}::text AS mode, i.id AS "itemId", j.first_id AS "firstId", j.second_id AS "secondId", turn, j.game,
        ${item}, e.spec->>'kind' AS kind, e.spec->>'instructions' AS instructions
      FROM (${judged}) AS j (item_id, first_id, second_id, game) JOIN evaluation_item i ON i.id = j.item_id
        JOIN evaluation e ON e.id = i.evaluation_id, generate_series(1, least(2, cardinality(i.turns))) AS turn
      ORDER BY md5(i.id || j.first_id || turn) LIMIT ${most}`;
  },
  {
    examples: [
      ["e", "pair", 1],
      ["e", "single", 1],
    ],
  },
);

/**
 * Up to `most` of those calls, pairs in one order only, to see what a call is like. Which ones has nothing to do with
 * what they are about, and is the same each time.
 */
export async function sampleJudgeCalls(
  evaluationId: string,
  mode: JudgeMode,
  most: number,
): Promise<(JudgeCall & { itemId: string })[]> {
  return all(sample(evaluationId, mode, most));
}
