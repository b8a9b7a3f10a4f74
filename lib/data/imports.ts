import type { Import, ImportProblem } from "@/lib/domain/import";
import {
  type ImportOptions,
  type ImportSource,
  importOptionsSchema,
  importSourceSchema,
} from "@/lib/domain/import-options";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { columns, json, orNull, type RowOf, text } from "./door/row";
import { statement } from "./door/statement";
import { joinLastJob, lastJobColumns, lastJobOf, lastJobShape } from "./jobs/last-job";
import { type PageOf, placeAfter, toPage } from "./page";
import type { Queryable } from "./sql";

const row = columns(
  "Import",
  "i",
  "id",
  "name",
  "format",
  "fileName",
  "digest",
  "taken",
  "refused",
  "joined",
  "cut",
  "personId",
  "createdAt",
  "finishedAt",
);
const shape = {
  ...row.row,
  options: orNull(json(importOptionsSchema)),
  source: orNull(json(importSourceSchema)),
  personName: text,
  ...lastJobShape,
};
const selected = sql`SELECT ${row}, i.options, i.source, u.name AS "personName", ${lastJobColumns}
  FROM import i JOIN "user" u ON u.id = i.person_id
  ${joinLastJob("dialogue_import", sql`i.id`)}`;

type Place = { at: string | null; id: string | null; limit: number };
const list = statement(
  "imports.list",
  shape,
  ({ at, id, limit }: Place) => sql`
    ${selected} WHERE ${at}::timestamptz IS NULL OR (i.created_at, i.id) < (${at}::timestamptz, ${id}::text)
    ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit}`,
);

/** Newest first. */
export async function listImports({ cursor, limit }: { cursor?: string; limit: number }): Promise<PageOf<Import>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toImport), nextCursor };
}

const find = statement("imports.find", shape, (id: string) => sql`${selected} WHERE i.id = ${id}`);

export async function findImport(id: string): Promise<Import | null> {
  const found = await first(find(id));
  return found && toImport(found);
}

function toImport({ personId, personName, jobId, jobStatus, jobError, ...kept }: RowOf<typeof shape>): Import {
  return {
    ...kept,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    finishedAt: kept.finishedAt?.toISOString() ?? null,
    job: lastJobOf({ jobId, jobStatus, jobError }),
  };
}

const findSame = statement(
  "imports.findSame",
  { name: text },
  (digest: string) => sql`
    SELECT i.name FROM import i WHERE i.digest = ${digest} AND (i.taken > 0 OR i.finished_at IS NULL)
    ORDER BY i.created_at LIMIT 1`,
);

/** What an import of the same file is called, if there is one; null else. */
export async function findImportOfFile(digest: string): Promise<string | null> {
  return (await first(findSame(digest)))?.name ?? null;
}

type NewImport = {
  id: string;
  name: string;
  format: string;
  fileName: string;
  digest: string;
  fileId: string;
  options: ImportOptions;
  source: ImportSource;
  personId: string;
};

const insert = statement(
  "imports.insert",
  {},
  ({ id, name, format, fileName, digest, fileId, options, source, personId }: NewImport) => sql`
    INSERT INTO import (id, name, format, file_name, digest, file_id, options, source, person_id, finished_at)
    VALUES (${id}, ${name}, ${format}, ${fileName}, ${digest}, ${fileId}, ${options}::jsonb, ${source}::jsonb, ${personId}, NULL)`,
);

export async function insertImport(tx: Queryable, given: NewImport): Promise<void> {
  await execute(insert(given), tx);
}

const problem = columns("ImportProblem", "p", "position", "line", "columnNumber", "message");
const listOfProblems = statement(
  "imports.problems",
  problem.row,
  (importId: string, after: number, limit: number) => sql`
    SELECT ${problem} FROM import_problem p WHERE p.import_id = ${importId} AND p.position > ${after}::int
    ORDER BY p.position LIMIT ${limit}`,
);

/** In the order of the file. */
export async function listProblems(
  importId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<ImportProblem>> {
  const [after] = placeAfter(cursor, "int");
  const rows = await all(listOfProblems(importId, Number(after ?? 0), limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ position }) => [position, importId]);
  return { items: items.map(({ line, columnNumber: column, message }) => ({ line, column, message })), nextCursor };
}
