import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, made, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import { leftOutOf } from "./rulings";

type Filter = {
  first?: string;
  second?: string;
  category?: string;
  only?: "voted" | "disagreement" | "gold";
  cursor?: string;
  limit: number;
};

const comparison = columns("Comparison", "c", "id", "position", "firstId", "secondId");
const shape = {
  ...comparison.row,
  category: text,
  opening: text,
  isGold: bool,
  judges: made<ListedComparison["judges"]>(),
  votes: made<ListedComparison["votes"]>(),
};

export type ListedComparison = {
  id: string;
  category: string;
  opening: string;
  firstId: string;
  secondId: string | null;
  votes: { first: number; second: number; tie: number; bothBad: number };
  judges: { source: string; verdict: string }[];
  isGold: boolean;
};

const list = statement(
  "comparisons.list",
  shape,
  (evaluationId: string, after: number, { first, second, category, only, limit }: Filter) => sql`
    WITH outcome AS (
      SELECT b.comparison_id, CASE
        WHEN b.vote->>'choice' IN ('tie', 'both_bad', 'human', 'simulated') THEN b.vote->>'choice'
        WHEN (b.vote->>'choice' = 'left') = b.is_swapped THEN 'second' ELSE 'first' END AS said
      FROM ballot b WHERE b.evaluation_id = ${evaluationId} AND b.status = 'voted' AND b.repeats_id IS NULL
        AND b.person_id <> ALL(${leftOutOf(sql`${evaluationId}`)})
    ), voted AS (
      SELECT comparison_id, json_build_object(
          'first', count(*) FILTER (WHERE said IN ('first', 'human')),
          'second', count(*) FILTER (WHERE said IN ('second', 'simulated')),
          'tie', count(*) FILTER (WHERE said = 'tie'),
          'bothBad', count(*) FILTER (WHERE said = 'both_bad')) AS votes,
        array_agg(DISTINCT CASE said WHEN 'both_bad' THEN 'tie' ELSE said END) AS said
      FROM outcome GROUP BY comparison_id
    ), judged AS (
      SELECT DISTINCT ON (j.item_id, j.first_id, j.second_id, j.judge_run_id)
        j.item_id, j.first_id, j.second_id, j.judge_run_id,
        CASE WHEN min(j.verdict) = max(j.verdict) THEN min(j.verdict) ELSE 'tie' END AS verdict
      FROM judgment j JOIN judge_run p ON p.id = j.judge_run_id
      WHERE p.evaluation_id = ${evaluationId} AND p.mode = 'pair'
        AND j.judge_run_id <> ALL(${leftOutOf(sql`${evaluationId}`)})
        AND (j.import_id IS NULL OR j.import_id <> ALL(${leftOutOf(sql`${evaluationId}`)}))
      GROUP BY j.item_id, j.first_id, j.second_id, j.judge_run_id, j.turn
      HAVING count(j.verdict) = 2
      ORDER BY j.item_id, j.first_id, j.second_id, j.judge_run_id, j.turn DESC
    ), judges AS (
      SELECT item_id, first_id, second_id, array_agg(DISTINCT verdict) AS said,
        json_agg(json_build_object('source', judge_run_id, 'verdict', verdict) ORDER BY judge_run_id) AS judges
      FROM judged GROUP BY item_id, first_id, second_id
    )
    SELECT ${comparison}, i.category, left(coalesce(i.turns[1], ''), 280) AS opening, c.gold IS NOT NULL AS "isGold",
      coalesce(n.judges, '[]') AS judges,
      coalesce(v.votes, '{"first": 0, "second": 0, "tie": 0, "bothBad": 0}') AS votes
    FROM comparison c JOIN evaluation_item i ON i.id = c.item_id
    LEFT JOIN voted v ON v.comparison_id = c.id
    LEFT JOIN judges n ON n.item_id = c.item_id AND n.first_id = c.first_id AND n.second_id = c.second_id
    WHERE c.evaluation_id = ${evaluationId} AND c.position > ${after}
      AND (${first}::text IS NULL OR ${first} IN (c.first_id, c.second_id))
      AND (${second}::text IS NULL OR ${second} IN (c.first_id, c.second_id))
      AND (${category}::text IS NULL OR i.category = ${category})
      AND CASE ${only}::text WHEN 'voted' THEN v.votes IS NOT NULL WHEN 'gold' THEN c.gold IS NOT NULL
        WHEN 'disagreement' THEN cardinality(v.said) > 1 OR NOT (n.said <@ v.said)
        ELSE true END
    ORDER BY c.position LIMIT ${limit}`,
);

/**
 * The comparisons behind a figure, in the order in which raters are served. Votes that count nowhere are not counted
 * here either. `disagreement`: people voted differently, or a judge of pairs otherwise than a person; both kinds of tie
 * are one then. A pair of candidates is found whichever is named first.
 */
export async function listComparisons(evaluationId: string, filter: Filter): Promise<PageOf<ListedComparison>> {
  const { cursor, limit } = filter;
  const after = Number(placeAfter(cursor, "int")[0]);
  const rows = await all(list(evaluationId, after, { ...filter, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ position, id }) => [position, id]);
  return { items: items.map(({ position: _, ...row }) => row), nextCursor };
}
