import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

export type ComparisonRow = {
  id: string;
  evaluationId: string;
  itemId: string;
  firstId: string;
  /** null where one dialogue is looked at alone. */
  secondId: string | null;
  needed: number;
  vacant: number;
  isReady: boolean;
  gold: string | null;
};

const columns = `c.id, c.evaluation_id AS "evaluationId", c.item_id AS "itemId", c.first_id AS "firstId",
  c.second_id AS "secondId", c.needed, c.vacant, c.is_ready AS "isReady", c.gold`;

export type NewComparison = Pick<ComparisonRow, "id" | "itemId" | "firstId" | "secondId" | "needed">;

/** Adds comparisons in the order in which raters are to be served. */
export async function insertComparisons(
  tx: Queryable,
  evaluationId: string,
  comparisons: NewComparison[],
): Promise<void> {
  await sql(tx)`
    INSERT INTO comparison (id, evaluation_id, item_id, first_id, second_id, position, needed, vacant)
    SELECT n.id, ${evaluationId}, n.item_id, n.first_id, n.second_id, n.ordinal, n.needed, n.needed
    FROM unnest(${comparisons.map(({ id }) => id)}::text[], ${comparisons.map(({ itemId }) => itemId)}::text[],
      ${comparisons.map(({ firstId }) => firstId)}::text[], ${comparisons.map(({ secondId }) => secondId)}::text[],
      ${comparisons.map(({ needed }) => needed)}::int[])
      WITH ORDINALITY AS n (id, item_id, first_id, second_id, needed, ordinal)`;
}

export async function findComparison(id: string, on: Queryable = pool()): Promise<ComparisonRow | null> {
  const { rows } = await on.query<ComparisonRow>(`SELECT ${columns} FROM comparison c WHERE c.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The comparison, held against everybody else: whoever changes its places or votes holds it first. */
export async function lockComparison(tx: Queryable, id: string): Promise<ComparisonRow | null> {
  const { rows } = await tx.query<ComparisonRow>(
    `SELECT ${columns} FROM comparison c WHERE c.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}

/**
 * Counts free places anew: needed, less live leases and votes that count; none where the outcome is known. The comparison
 * is held by the caller.
 */
export async function recountPlaces(tx: Queryable, id: string): Promise<void> {
  await sql(tx)`
    UPDATE comparison c SET vacant = CASE WHEN c.gold IS NULL
      THEN greatest(0, c.needed - (SELECT count(*)::int FROM ballot b
        WHERE b.comparison_id = c.id AND b.repeats_id IS NULL AND b.status IN ('leased', 'voted')))
      ELSE 0 END
    WHERE c.id = ${id}`;
}

/** With a known outcome it has no places and everybody may be served it; without one it has those that it was drawn with. */
export async function setGoldOutcome(tx: Queryable, id: string, gold: string | null): Promise<void> {
  await sql(tx)`UPDATE comparison SET gold = ${gold} WHERE id = ${id}`;
  await recountPlaces(tx, id);
}
