import type { Candidate, CandidateInput } from "@/lib/domain/judging/candidate";
import { candidateSchema } from "@/lib/domain/judging/candidate";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

export async function insertCandidates(
  tx: Queryable,
  evaluationId: string,
  candidates: (CandidateInput & { id: string })[],
): Promise<void> {
  await sql(tx)`
    INSERT INTO candidate (id, evaluation_id, position, name, source)
    SELECT n.candidate->>'id', ${evaluationId}, n.ordinal - 1, n.candidate->>'name', n.candidate->'source'
    FROM jsonb_array_elements(${JSON.stringify(candidates)}::jsonb) WITH ORDINALITY AS n (candidate, ordinal)`;
}

/** In the order in which they were named. */
export async function listCandidates(evaluationId: string, on: Queryable = pool()): Promise<Candidate[]> {
  const rows = await sql<Candidate>(on)`
    SELECT id, position, name, source FROM candidate WHERE evaluation_id = ${evaluationId} ORDER BY position`;
  return rows.map((row) => candidateSchema.parse(row));
}

export async function updateCandidateSource(tx: Queryable, id: string, source: Candidate["source"]): Promise<void> {
  await sql(tx)`UPDATE candidate SET source = ${source} WHERE id = ${id}`;
}

export type CandidateCounts = {
  candidateId: string;
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

/** Of each candidate what it has to show, and what that took. */
export async function countResponses(evaluationId: string): Promise<Map<string, CandidateCounts>> {
  const rows = await sql<CandidateCounts>(pool())`
    SELECT x.candidate_id AS "candidateId", count(*) FILTER (WHERE x.status = 'ready')::int AS ready,
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
    FROM candidate_response x JOIN evaluation_item i ON i.id = x.item_id
    WHERE x.evaluation_id = ${evaluationId} GROUP BY x.candidate_id`;
  return new Map(rows.map((row) => [row.candidateId, row]));
}
