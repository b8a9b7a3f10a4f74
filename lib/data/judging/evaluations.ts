import {
  type Evaluation,
  type EvaluationSpec,
  type EvaluationStatus,
  evaluationSpecSchema,
} from "@/lib/domain/judging/evaluation";
import { pool } from "../pool";
import { type Queryable, sql } from "../sql";

/** With the seed that sides, gold and repeats are drawn from, which nobody outside is told. */
export type EvaluationRow = Evaluation & { seed: number };

type Row = Omit<EvaluationRow, "spec" | "createdAt" | "launchedAt"> & {
  spec: unknown;
  createdAt: Date;
  launchedAt: Date | null;
};

const columns = `e.id, e.name, e.status, e.spec, e.seed::float8 AS seed, e.person_id AS "personId",
  e.created_at AS "createdAt", e.launched_at AS "launchedAt"`;

export async function insertEvaluation(
  tx: Queryable,
  { id, name, spec, seed, personId }: Pick<EvaluationRow, "id" | "name" | "spec" | "seed" | "personId">,
): Promise<void> {
  await sql(tx)`
    INSERT INTO evaluation (id, name, spec, seed, person_id)
    VALUES (${id}, ${name}, ${spec}, ${seed}, ${personId})`;
}

export async function findEvaluation(id: string, on: Queryable = pool()): Promise<EvaluationRow | null> {
  const { rows } = await on.query<Row>(`SELECT ${columns} FROM evaluation e WHERE e.id = $1`, [id]);
  return rows[0] ? toEvaluation(rows[0]) : null;
}

/** The evaluation, held against everybody who changes its set-up, candidates or items. */
export async function lockEvaluation(tx: Queryable, id: string): Promise<EvaluationRow | null> {
  const { rows } = await tx.query<Row>(`SELECT ${columns} FROM evaluation e WHERE e.id = $1 FOR NO KEY UPDATE`, [id]);
  return rows[0] ? toEvaluation(rows[0]) : null;
}

/** Newest first. */
export async function listEvaluations(status?: EvaluationStatus): Promise<EvaluationRow[]> {
  const { rows } = await pool().query<Row>(
    `SELECT ${columns} FROM evaluation e WHERE $1::text IS NULL OR e.status = $1 ORDER BY e.created_at DESC, e.id DESC`,
    [status ?? null],
  );
  return rows.map(toEvaluation);
}

export async function updateEvaluationRow(
  tx: Queryable,
  id: string,
  { name, status, spec }: { name: string; status: EvaluationStatus; spec: EvaluationSpec },
): Promise<void> {
  await sql(tx)`
    UPDATE evaluation SET name = ${name}, status = ${status}, spec = ${spec},
      launched_at = CASE WHEN ${status} = 'draft' THEN NULL ELSE coalesce(launched_at, now()) END
    WHERE id = ${id}`;
}

/** Deletes a draft with all that belongs to it; false when it is none (any more). */
export async function deleteDraft(id: string): Promise<boolean> {
  const rows = await sql(pool())`DELETE FROM evaluation WHERE id = ${id} AND status = 'draft' RETURNING id`;
  return rows.length > 0;
}

function toEvaluation({ spec, createdAt, launchedAt, ...row }: Row): EvaluationRow {
  return {
    ...row,
    spec: evaluationSpecSchema.parse(spec),
    createdAt: createdAt.toISOString(),
    launchedAt: launchedAt?.toISOString() ?? null,
  };
}
