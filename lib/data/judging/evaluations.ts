import {
  type Evaluation,
  type EvaluationSpec,
  type EvaluationStatus,
  evaluationSpecSchema,
} from "@/lib/domain/judging/evaluation";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, json, type RowOf, word } from "../door/row";
import { statement } from "../door/statement";
import { listReadable, readStored } from "../door/unreadable";
import { olderThan, type PageOf, type PageQuery, toPage } from "../page";
import { prisma } from "../prisma";
import type { Queryable } from "../sql";

/** With the seed that sides, gold and repeats are drawn from, which nobody outside is told. */
export type EvaluationRow = Evaluation & { seed: number };

const evaluation = columns(
  "Evaluation",
  "e",
  "id",
  "name",
  "status",
  "spec",
  "seed",
  "personId",
  "createdAt",
  "launchedAt",
);
const shape = { ...evaluation.row, status: word<EvaluationStatus>(), spec: json(evaluationSpecSchema) };
type Row = RowOf<typeof shape>;

type New = Pick<EvaluationRow, "id" | "name" | "spec" | "seed" | "personId">;

const insert = statement(
  "evaluations.insert",
  {},
  ({ id, name, spec, seed, personId }: New) => sql`
    INSERT INTO evaluation (id, name, spec, seed, person_id)
    VALUES (${id}, ${name}, ${spec}, ${seed}, ${personId})`,
);

export async function insertEvaluation(tx: Queryable, made: New): Promise<void> {
  await execute(insert(made), tx);
}

const find = statement(
  "evaluations.find",
  shape,
  (id: string) => sql`SELECT ${evaluation} FROM evaluation e WHERE e.id = ${id}`,
);

export async function findEvaluation(id: string, on?: Queryable): Promise<EvaluationRow | null> {
  const row = await first(find(id), on);
  return row && toEvaluation(row);
}

const findToVote = statement(
  "evaluations.findToVote",
  { ...shape, hasExpired: bool },
  (id: string) => sql`
    SELECT ${evaluation}, EXISTS (
      SELECT FROM ballot b WHERE b.evaluation_id = e.id AND b.status = 'leased' AND b.lease_until < now()
    ) AS "hasExpired"
    FROM evaluation e WHERE e.id = ${id}`,
  { prepared: true },
);

/** For somebody who wants a ballot; `hasExpired` when leases ran out whose places are to be given back first. */
export async function findEvaluationToVote(id: string): Promise<(EvaluationRow & { hasExpired: boolean }) | null> {
  const row = await first(findToVote(id));
  if (!row) return null;
  const { hasExpired, ...found } = row;
  return { ...toEvaluation(found), hasExpired };
}

const lock = statement(
  "evaluations.lock",
  shape,
  (id: string) => sql`SELECT ${evaluation} FROM evaluation e WHERE e.id = ${id} FOR NO KEY UPDATE`,
);

/** The evaluation, held against everybody who changes its set-up, candidates or items. */
export async function lockEvaluation(tx: Queryable, id: string): Promise<EvaluationRow | null> {
  const row = await first(lock(id), tx);
  return row && toEvaluation(row);
}

type Wanted = PageQuery & { status?: EvaluationStatus; withDrafts: boolean };

/** Newest first. */
export async function listEvaluations({ status, withDrafts, cursor, limit }: Wanted): Promise<PageOf<EvaluationRow>> {
  const rows = await prisma.evaluation.findMany({
    omit: { projectId: true, keptOrigins: true },
    where: { AND: [{ status }, withDrafts ? {} : { status: { not: "draft" } }, olderThan(cursor)] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  const read = listReadable(items, (row) => {
    const place = { table: "evaluation", column: "spec", id: row.id };
    const spec = readStored(place, (value) => evaluationSpecSchema.parse(value), row.spec);
    return toEvaluation({ ...row, spec, status: row.status as EvaluationStatus, seed: String(row.seed) });
  });
  return { items: read, nextCursor };
}

type Change = { name: string; status: EvaluationStatus; spec: EvaluationSpec };

const update = statement(
  "evaluations.update",
  {},
  (id: string, { name, status, spec }: Change) => sql`
    UPDATE evaluation SET name = ${name}, status = ${status}, spec = ${spec},
      launched_at = CASE WHEN ${status} = 'draft' THEN NULL ELSE coalesce(launched_at, now()) END
    WHERE id = ${id}`,
);

export async function updateEvaluationRow(tx: Queryable, id: string, change: Change): Promise<void> {
  await execute(update(id, change), tx);
}

/** Deletes a draft with all that belongs to it; false when it is none (any more). */
export async function deleteDraft(id: string): Promise<boolean> {
  const { count } = await prisma.evaluation.deleteMany({ where: { id, status: "draft" } });
  return count > 0;
}

function toEvaluation({ seed, createdAt, launchedAt, ...row }: Row): EvaluationRow {
  return {
    ...row,
    seed: Number(seed),
    createdAt: createdAt.toISOString(),
    launchedAt: launchedAt?.toISOString() ?? null,
  };
}
