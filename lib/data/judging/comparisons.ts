import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, int, made, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";
import { leftOutOf } from "./rulings";

const comparison = columns("Comparison", "c", "id", "position", "firstId", "secondId");

const shape = {
  ...comparison.row,
  category: text,
  opening: text,
  isGold: bool,
  judges: made<ListedComparison["judges"]>(),
  votes: made<ListedComparison["votes"]>(),
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

export const comparisonColumns = columns(
  "Comparison",
  "c",
  "id",
  "evaluationId",
  "itemId",
  "firstId",
  "secondId",
  "needed",
  "vacant",
  "isReady",
  "gold",
);
/** `secondId` is null where one dialogue is looked at alone. */
export type ComparisonRow = RowOf<typeof comparisonColumns.row>;

export type NewComparison = Pick<ComparisonRow, "id" | "itemId" | "firstId" | "secondId" | "needed">;

const insert = statement(
  "comparisons.insert",
  {},
  (evaluationId: string, comparisons: NewComparison[]) => sql`
    INSERT INTO comparison (id, evaluation_id, item_id, first_id, second_id, position, needed, vacant)
    SELECT n.id, ${evaluationId}, n.item_id, n.first_id, n.second_id,
      (SELECT coalesce(max(position), 0) FROM comparison WHERE evaluation_id = ${evaluationId}) + n.ordinal, n.needed, n.needed
    FROM unnest(${comparisons.map(({ id }) => id)}::text[], ${comparisons.map(({ itemId }) => itemId)}::text[],
      ${comparisons.map(({ firstId }) => firstId)}::text[], ${comparisons.map(({ secondId }) => secondId)}::text[],
      ${comparisons.map(({ needed }) => needed)}::int[])
      WITH ORDINALITY AS n (id, item_id, first_id, second_id, needed, ordinal)`,
);

/** Adds comparisons behind those that are there, in the order in which raters are to be served. */
export async function insertComparisons(
  tx: Queryable,
  evaluationId: string,
  comparisons: NewComparison[],
): Promise<void> {
  await execute(insert(evaluationId, comparisons), tx);
}

const findAny = statement(
  "comparisons.findAny",
  { id: text },
  (candidateId: string) => sql`
    SELECT c.id FROM comparison c WHERE c.evaluation_id = (SELECT k.evaluation_id FROM candidate k WHERE k.id = ${candidateId})
      AND (c.first_id = ${candidateId} OR c.second_id = ${candidateId}) LIMIT 1`,
);

/** True when a candidate is in a comparison that was drawn. */
export async function isCompared(tx: Queryable, candidateId: string): Promise<boolean> {
  return (await first(findAny(candidateId), tx)) !== null;
}

export type PlacesOfPair = { firstId: string; secondId: string; comparisons: number; needed: number };

const placesOfPairs = statement(
  "comparisons.placesOfPairs",
  { firstId: text, secondId: text, comparisons: int, needed: int },
  (evaluationId: string, category: string | null) => sql`
    SELECT least(c.first_id, c.second_id) AS "firstId", greatest(c.first_id, c.second_id) AS "secondId",
      count(*)::int AS comparisons, sum(c.needed)::int AS needed
    FROM comparison c JOIN evaluation_item i ON i.id = c.item_id
    WHERE c.evaluation_id = ${evaluationId} AND c.gold IS NULL AND c.second_id IS NOT NULL
      AND (${category}::text IS NULL OR i.category = ${category})
    GROUP BY 1, 2`,
);

/** Of every two candidates how many comparisons there are without a known outcome, and how many votes they were drawn for. */
export function countPlaces(evaluationId: string, category?: string): Promise<PlacesOfPair[]> {
  return all(placesOfPairs(evaluationId, category ?? null));
}

const ofItems = statement(
  "comparisons.ofItems",
  comparisonColumns.row,
  (itemIds: string[]) => sql`
    SELECT ${comparisonColumns} FROM comparison c WHERE c.item_id = ANY(${itemIds}::text[]) ORDER BY c.position`,
);

/** All that is compared on these items. */
export function listComparisonsOn(itemIds: string[]): Promise<ComparisonRow[]> {
  return all(ofItems(itemIds));
}

const find = statement(
  "comparisons.find",
  comparisonColumns.row,
  (id: string) => sql`
    SELECT ${comparisonColumns} FROM comparison c WHERE c.id = ${id}`,
);

export async function findComparison(id: string, on?: Queryable): Promise<ComparisonRow | null> {
  return first(find(id), on);
}

const lock = statement(
  "comparisons.lock",
  comparisonColumns.row,
  (id: string) => sql`
    SELECT ${comparisonColumns} FROM comparison c WHERE c.id = ${id} FOR NO KEY UPDATE`,
);

/** The comparison, held against everybody else: whoever changes its places or votes holds it first. */
export async function lockComparison(tx: Queryable, id: string): Promise<ComparisonRow | null> {
  return first(lock(id), tx);
}

const recount = statement(
  "comparisons.recount",
  {},
  (id: string) => sql`
    UPDATE comparison c SET vacant = CASE WHEN c.gold IS NULL
      THEN greatest(0, c.needed - (SELECT count(*)::int FROM ballot b
        WHERE b.comparison_id = c.id AND b.repeats_id IS NULL AND b.status IN ('leased', 'voted')))
      ELSE 0 END
    WHERE c.id = ${id}`,
);

/**
 * Counts free places anew: needed, less live leases and votes that count; none where the outcome is known. The comparison
 * is held by the caller.
 */
export async function recountPlaces(tx: Queryable, id: string): Promise<void> {
  await execute(recount(id), tx);
}

const setGold = statement(
  "comparisons.setGold",
  {},
  (id: string, gold: string | null) => sql`
    UPDATE comparison c SET gold = ${gold}, gold_moments = c.gold_moments
      || CASE WHEN (c.gold IS NULL) = (${gold}::text IS NULL) THEN ARRAY[]::bigint[]
        ELSE ARRAY[(extract(epoch FROM now()) * 1000)::bigint] END
    WHERE c.id = ${id}`,
);

/** With a known outcome it has no places and everybody may be served it; without one it has those that it was drawn with. */
export async function setGoldOutcome(tx: Queryable, id: string, gold: string | null): Promise<void> {
  await execute(setGold(id, gold), tx);
  await recountPlaces(tx, id);
}

type Filter = {
  first?: string;
  second?: string;
  category?: string;
  only?: "voted" | "disagreement" | "gold";
  cursor?: string;
  limit: number;
};

type ListedComparison = {
  id: string;
  category: string;
  opening: string;
  firstId: string;
  secondId: string | null;
  votes: { first: number; second: number; tie: number; bothBad: number };
  judges: { source: string; verdict: string }[];
  isGold: boolean;
};

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
