import type { JudgingImport } from "@/lib/domain/judging/judging-import";
import { all, execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bool, columns, int, text } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";
import { leftOutOf } from "./rulings";

type New = { id: string; evaluationId: string; fileName: string; format: string; digest: string; personId: string };

const insert = statement(
  "judgingImports.insert",
  {},
  ({ id, evaluationId, fileName, format, digest, personId }: New) => sql`
    INSERT INTO judging_import (id, evaluation_id, file_name, format, digest, person_id)
    VALUES (${id}, ${evaluationId}, ${fileName}, ${format}, ${digest}, ${personId})`,
);

export async function insertJudgingImport(tx: Queryable, made: New): Promise<void> {
  await execute(insert(made), tx);
}

const judgingImport = columns("JudgingImport", "i", "id", "fileName", "format", "personId", "createdAt");
const shape = {
  ...judgingImport.row,
  personName: text,
  judgments: int,
  votes: int,
  isLeftOut: bool,
};

type Where = { id: string } | { evaluationId: string; after: [at: string, id: string] | [null, null]; limit: number };

const list = statement(
  "judgingImports.list",
  shape,
  (where: Where) => sql`
    SELECT ${judgingImport}, u.name AS "personName",
      (SELECT count(*)::int FROM judgment j WHERE j.import_id = i.id) AS judgments,
      (SELECT count(*)::int FROM imported_vote v WHERE v.import_id = i.id) AS votes,
      i.id = ANY(${leftOutOf(sql`i.evaluation_id`)}) AS "isLeftOut"
    FROM judging_import i JOIN "user" u ON u.id = i.person_id
    WHERE ${"id" in where ? sql`i.id = ${where.id}` : ofEvaluation(where.evaluationId, where.after)}
    ORDER BY i.created_at, i.id LIMIT ${"id" in where ? 1 : where.limit}::int`,
  { examples: [[{ id: "i" }], [{ evaluationId: "e", after: [null, null], limit: 1 }]] },
);

function ofEvaluation(evaluationId: string, [at, id]: [string, string] | [null, null]): Fragment {
  return sql`i.evaluation_id = ${evaluationId}
    AND (${at}::timestamptz IS NULL OR (i.created_at, i.id) > (${at}::timestamptz, ${id}::text))`;
}

/** Files of judgments and votes that came into an evaluation, oldest first, with what of them is here. */
export async function listJudgingImports(
  evaluationId: string,
  { cursor, limit }: PageQuery,
): Promise<PageOf<JudgingImport>> {
  const rows = await all(list({ evaluationId, after: placeAfter(cursor, "moment"), limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return {
    items: items.map(({ personId, personName, createdAt, ...row }) => {
      return { ...row, person: { id: personId, name: personName }, createdAt: createdAt.toISOString() };
    }),
    nextCursor,
  };
}

const findTwin = statement(
  "judgingImports.findTwin",
  { fileName: text },
  (evaluationId: string, digest: string) => sql`
    SELECT i.file_name AS "fileName" FROM judging_import i
    WHERE i.evaluation_id = ${evaluationId} AND i.digest = ${digest} ORDER BY i.created_at LIMIT 1`,
);

/** What the very same file was called when it came in before; null where it did not. */
export async function findSameFile(tx: Queryable, evaluationId: string, digest: string): Promise<string | null> {
  return (await first(findTwin(evaluationId, digest), tx))?.fileName ?? null;
}

const remove = statement(
  "judgingImports.remove",
  {},
  (id: string) => sql`DELETE FROM judging_import i WHERE i.id = ${id}`,
);

const removeSilent = statement(
  "judgingImports.removeSilentJudges",
  {},
  (evaluationId: string) => sql`
    DELETE FROM judge_run p WHERE p.evaluation_id = ${evaluationId} AND p.model_id IS NULL
      AND NOT EXISTS (SELECT FROM judgment j WHERE j.judge_run_id = p.id)`,
);

/** Takes a file out with all its judgments and votes; a judge of whom nothing is left goes with it. */
export async function deleteJudgingImport(tx: Queryable, evaluationId: string, id: string): Promise<void> {
  await execute(remove(id), tx);
  await execute(removeSilent(evaluationId), tx);
}
