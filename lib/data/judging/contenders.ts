import type { Contender, ContenderInput } from "@/lib/domain/judging/contender";
import { contenderSchema } from "@/lib/domain/judging/contender";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

export async function insertContenders(
  tx: Queryable,
  evaluationId: string,
  contenders: (ContenderInput & { id: string })[],
): Promise<void> {
  for (const [position, { id, name, source }] of contenders.entries())
    await sql(tx)`
      INSERT INTO contender (id, evaluation_id, position, name, source)
      VALUES (${id}, ${evaluationId}, ${position}, ${name}, ${source})`;
}

/** In the order in which they were named. */
export async function listContenders(evaluationId: string, on: Queryable = pool()): Promise<Contender[]> {
  const rows = await sql<Contender>(on)`
    SELECT id, position, name, source FROM contender WHERE evaluation_id = ${evaluationId} ORDER BY position`;
  return rows.map((row) => contenderSchema.parse(row));
}

export async function updateContenderSource(tx: Queryable, id: string, source: Contender["source"]): Promise<void> {
  await sql(tx)`UPDATE contender SET source = ${source} WHERE id = ${id}`;
}

export type ContenderCounts = {
  contenderId: string;
  ready: number;
  missing: number;
  failed: number;
  failure: string | null;
  inputTokens: number;
  outputTokens: number;
  cost: number;
  /** Rounds still to be written of what is missing, and rounds written with the tokens that they took. */
  roundsMissing: number;
  roundsWritten: number;
  /** Of what is missing: characters of questions in all its prompts, and how many earlier answers stand in them. */
  askedCharacters: number;
  answersBefore: number;
};

/** Of each contender what it has to show, and what that took. */
export async function countExhibits(evaluationId: string): Promise<Map<string, ContenderCounts>> {
  const rows = await sql<ContenderCounts>(pool())`
    SELECT x.contender_id AS "contenderId", count(*) FILTER (WHERE x.status = 'ready')::int AS ready,
      count(*) FILTER (WHERE x.status = 'missing')::int AS missing,
      count(*) FILTER (WHERE x.status = 'failed')::int AS failed,
      mode() WITHIN GROUP (ORDER BY x.error) FILTER (WHERE x.status = 'failed') AS failure,
      sum(x.prompt_tokens)::int AS "inputTokens", sum(x.completion_tokens)::int AS "outputTokens", sum(x.cost) AS cost,
      coalesce(sum(cardinality(i.turns) - jsonb_array_length(x.rounds)) FILTER (WHERE x.status = 'missing'), 0)::int
        AS "roundsMissing",
      coalesce(sum((SELECT sum(length(turn) * (cardinality(i.turns) - place + 1))
        FROM unnest(i.turns) WITH ORDINALITY AS t (turn, place))) FILTER (WHERE x.status = 'missing'), 0)::float8
        AS "askedCharacters",
      coalesce(sum(cardinality(i.turns) * (cardinality(i.turns) - 1) / 2) FILTER (WHERE x.status = 'missing'), 0)::int
        AS "answersBefore",
      coalesce(sum(jsonb_array_length(x.rounds)) FILTER (WHERE x.completion_tokens > 0), 0)::int AS "roundsWritten"
    FROM exhibit x JOIN evaluation_item i ON i.id = x.item_id
    WHERE x.evaluation_id = ${evaluationId} GROUP BY x.contender_id`;
  return new Map(rows.map((row) => [row.contenderId, row]));
}
