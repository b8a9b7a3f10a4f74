import { type Candidate, type CandidateInput, candidateSchema } from "@/lib/domain/judging/candidate";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, float, int, json, orNull, type RowOf, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const candidate = columns("Candidate", "c", "id", "position", "name", "source");
const shape = { ...candidate.row, source: json(candidateSchema.shape.source) };

const insert = statement(
  "candidates.insert",
  {},
  (evaluationId: string, candidates: (CandidateInput & { id: string })[]) => sql`
    INSERT INTO candidate (id, evaluation_id, position, name, source)
    SELECT n.candidate->>'id', ${evaluationId},
      (SELECT coalesce(max(position), -1) FROM candidate WHERE evaluation_id = ${evaluationId}) + n.ordinal,
      n.candidate->>'name', n.candidate->'source'
    FROM jsonb_array_elements(${JSON.stringify(candidates)}::jsonb) WITH ORDINALITY AS n (candidate, ordinal)`,
);

/** Adds candidates behind those that are there, in order. */
export async function insertCandidates(
  tx: Queryable,
  evaluationId: string,
  candidates: (CandidateInput & { id: string })[],
): Promise<void> {
  await execute(insert(evaluationId, candidates), tx);
}

const list = statement(
  "candidates.list",
  shape,
  (evaluationId: string) => sql`
    SELECT ${candidate} FROM candidate c WHERE evaluation_id = ${evaluationId} ORDER BY position`,
);

/** In the order in which they were named. */
export async function listCandidates(evaluationId: string, on?: Queryable): Promise<Candidate[]> {
  return all(list(evaluationId), on);
}

const remove = statement(
  "candidates.delete",
  {},
  (ids: string[]) => sql`DELETE FROM candidate c WHERE c.id = ANY(${ids}::text[])`,
);

/** Takes candidates out of a draft, with what they show. */
export async function deleteCandidates(tx: Queryable, ids: string[]): Promise<void> {
  await execute(remove(ids), tx);
}

const stepAside = statement(
  "candidates.stepAside",
  {},
  (evaluationId: string) => sql`
    UPDATE candidate SET name = id, position = -1 - position WHERE evaluation_id = ${evaluationId}`,
);

const arrange = statement(
  "candidates.arrange",
  {},
  (evaluationId: string, ids: string[], names: string[]) => sql`
    UPDATE candidate c SET name = n.name, position = n.place - 1
    FROM unnest(${ids}::text[], ${names}::text[]) WITH ORDINALITY AS n (id, name, place)
    WHERE c.evaluation_id = ${evaluationId} AND c.id = n.id`,
);

/** Gives all candidates of a draft their names and order; any two may change places. */
export async function arrangeCandidates(
  tx: Queryable,
  evaluationId: string,
  candidates: Pick<Candidate, "id" | "name">[],
): Promise<void> {
  await execute(stepAside(evaluationId), tx);
  const [ids, names] = [candidates.map(({ id }) => id), candidates.map(({ name }) => name)];
  await execute(arrange(evaluationId, ids, names), tx);
}

const setSource = statement(
  "candidates.setSource",
  {},
  (id: string, source: Candidate["source"]) => sql`
    UPDATE candidate SET source = ${source} WHERE id = ${id}`,
);

export async function updateCandidateSource(tx: Queryable, id: string, source: Candidate["source"]): Promise<void> {
  await execute(setSource(id, source), tx);
}

const learnNames = statement(
  "candidates.learnNames",
  {},
  (evaluationId: string) => sql`
    UPDATE candidate c SET other_names = ARRAY(
      SELECT DISTINCT left(n.name, 200) FROM candidate_response x
        LEFT JOIN dialogue d ON d.id = x.dialogue_id LEFT JOIN run r ON r.id = d.run_id
        LEFT JOIN import o ON o.id = d.import_id
        LEFT JOIN model s ON s.id = r.simulator_id LEFT JOIN model a ON a.id = r.assistant_id
        CROSS JOIN LATERAL unnest(ARRAY[x.record->>'model_id', x.record->>'model', r.name, o.name, o.file_name,
          s.name, s.upstream_model, a.name, a.upstream_model]) AS n (name)
      WHERE x.candidate_id = c.id AND n.name <> '' ORDER BY 1 LIMIT 200)
    WHERE c.evaluation_id = ${evaluationId}`,
);

const keepOrigins = statement(
  "candidates.keepOrigins",
  {},
  (evaluationId: string) => sql`
    UPDATE evaluation e SET kept_origins = ARRAY(
      SELECT k.source->>'runId' FROM candidate k WHERE k.evaluation_id = e.id AND k.source->>'kind' = 'run'
      UNION SELECT coalesce(d.run_id, d.import_id) FROM candidate_response x JOIN dialogue d ON d.id = x.dialogue_id
        WHERE x.evaluation_id = e.id)
    WHERE e.id = ${evaluationId}`,
);

/**
 * Notes where the texts of candidates came from, which is kept from raters: the runs and imports, and what files, runs, imports
 * and their models are called. To be called where raters may be shown texts that came from elsewhere.
 */
export async function noteOrigins(tx: Queryable, evaluationId: string): Promise<void> {
  await execute(learnNames(evaluationId), tx);
  await execute(keepOrigins(evaluationId), tx);
}

const countShape = {
  candidateId: text,
  ready: int,
  missing: int,
  failed: int,
  failure: orNull(text),
  inputTokens: float,
  outputTokens: float,
  cost: float,
  roundsMissing: int,
  roundsWritten: int,
  askedCharacters: float,
  answersBefore: int,
};
/**
 * `roundsMissing`: still to be written of what is missing. `roundsWritten`: those that took the tokens.
 * `askedCharacters`: of questions in all prompts of what is missing. `answersBefore`: earlier answers in these prompts.
 */
export type CandidateCounts = RowOf<typeof countShape>;

const count = statement(
  "candidates.countResponses",
  countShape,
  (evaluationId: string) => sql`
    SELECT x.candidate_id AS "candidateId", count(*) FILTER (WHERE x.status = 'ready')::int AS ready,
      count(*) FILTER (WHERE x.status = 'missing')::int AS missing,
      count(*) FILTER (WHERE x.status = 'failed')::int AS failed,
      mode() WITHIN GROUP (ORDER BY x.error) FILTER (WHERE x.status = 'failed') AS failure,
      sum(x.prompt_tokens)::float8 AS "inputTokens", sum(x.completion_tokens)::float8 AS "outputTokens",
      sum(x.cost) AS cost,
      coalesce(sum(cardinality(i.turns) - jsonb_array_length(x.rounds)) FILTER (WHERE x.status = 'missing'), 0)::int
        AS "roundsMissing",
      coalesce(sum((SELECT sum(length(turn) * (cardinality(i.turns) - place + 1))
        FROM unnest(i.turns) WITH ORDINALITY AS t (turn, place))) FILTER (WHERE x.status = 'missing'), 0)::float8
        AS "askedCharacters",
      coalesce(sum(cardinality(i.turns) * (cardinality(i.turns) - 1) / 2) FILTER (WHERE x.status = 'missing'), 0)::int
        AS "answersBefore",
      coalesce(sum(jsonb_array_length(x.rounds)) FILTER (WHERE x.completion_tokens > 0), 0)::int AS "roundsWritten"
    FROM candidate_response x JOIN evaluation_item i ON i.id = x.item_id
    WHERE x.evaluation_id = ${evaluationId} GROUP BY x.candidate_id`,
);

/** Of each candidate what it has to show, and what that took. */
export async function countResponses(evaluationId: string): Promise<Map<string, CandidateCounts>> {
  const rows = await all(count(evaluationId));
  return new Map(rows.map((row) => [row.candidateId, row]));
}
