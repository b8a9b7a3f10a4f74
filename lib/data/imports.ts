import type { GivenTurn } from "@/lib/domain/dialogue-in-file";
import type { Import, ImportProblem } from "@/lib/domain/import";
import {
  type ImportOptions,
  type ImportSource,
  importOptionsSchema,
  importSourceSchema,
} from "@/lib/domain/import-options";
import type { JobStatus } from "@/lib/domain/job";
import { all, execute, first } from "./door/execute";
import { type Fragment, sql } from "./door/fragment";
import { columns, type int, json, orNull, type RowOf, text, word } from "./door/row";
import { statement } from "./door/statement";
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
  jobId: orNull(text),
  jobStatus: orNull(word<JobStatus>()),
  jobError: orNull(text),
};
const selected = sql`SELECT ${row}, i.options, i.source, u.name AS "personName", j.id AS "jobId", j.status AS "jobStatus",
    j.error AS "jobError"
  FROM import i JOIN "user" u ON u.id = i.person_id
  LEFT JOIN LATERAL (SELECT j.id, j.status, j.error FROM job j
    WHERE j.kind = 'dialogue_import' AND j.subject_id = i.id ORDER BY j.created_at DESC, j.id DESC LIMIT 1) j ON true`;

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
    job: jobId !== null && jobStatus !== null ? { id: jobId, status: jobStatus, error: jobError } : null,
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

/** How far the work on a file came: what it needs to go on. */
const course = statement(
  "imports.course",
  {
    ...columns("Import", "i", "format", "fileId", "taken", "refused", "finishedAt").row,
    options: json(importOptionsSchema),
  },
  (id: string) => sql`
    SELECT i.format, i.file_id AS "fileId", i.taken, i.refused, i.finished_at AS "finishedAt", i.options FROM import i
    WHERE i.id = ${id}`,
);

export type ImportCourse = RowOf<{
  format: typeof text;
  fileId: ReturnType<typeof orNull<string>>;
  taken: typeof int;
  refused: typeof int;
}> & {
  finishedAt: Date | null;
  options: ImportOptions;
};

export async function readImportCourse(id: string): Promise<ImportCourse | null> {
  return first(course(id));
}

/** A dialogue of a file as it is stored. */
export type NewImported = {
  id: string;
  number: number;
  headId: string;
  rounds: number;
  opening: string;
  untrained: string[];
  /** What the file says of it besides its turns. */
  given: Record<string, unknown>;
  turns: (Pick<GivenTurn, "speaker" | "text" | "reasoning"> & {
    id: string;
    parentId: string | null;
    asides: GivenTurn["asides"] | null;
  })[];
};

const insertDialogues = statement(
  "imports.insertDialogues",
  {},
  (importId: string, dialogues: NewImported[], contextLimit: number) => sql`
    INSERT INTO dialogue (id, import_id, number, status, version, head_id, rounds, opening, untrained, given, context_limit,
      ended_at)
    SELECT n->>'id', ${importId}, (n->>'number')::int, 'ended', (n->>'version')::int, n->>'headId', (n->>'rounds')::int,
      left(n->>'opening', 280), ARRAY(SELECT json_array_elements_text(n->'untrained')), (n->'given')::jsonb, ${contextLimit}::int,
      now()
    FROM json_array_elements(${JSON.stringify(
      dialogues.map(({ turns, ...dialogue }) => ({ ...dialogue, version: turns.length })),
    )}::json) AS n`,
);

const insertTurns = statement(
  "imports.insertTurns",
  {},
  (turns: (NewImported["turns"][number] & { dialogueId: string; version: number })[]): Fragment => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, asides, version)
    SELECT n.id, n.dialogue_id, n.parent_id, n.speaker, n.text, n.reasoning, 'imported', n.asides::jsonb, n.version
    FROM unnest(${turns.map(({ id }) => id)}::text[], ${turns.map(({ dialogueId }) => dialogueId)}::text[],
      ${turns.map(({ parentId }) => parentId)}::text[], ${turns.map(({ speaker }) => speaker)}::text[],
      ${turns.map((turn) => turn.text)}::text[], ${turns.map(({ reasoning }) => reasoning)}::text[],
      ${turns.map(({ asides }) => asides && JSON.stringify(asides))}::text[], ${turns.map(({ version }) => version)}::int[])
      AS n (id, dialogue_id, parent_id, speaker, text, reasoning, asides, version)`,
);

const insertProblems = statement(
  "imports.insertProblems",
  {},
  (importId: string, before: number, problems: ImportProblem[]) => sql`
    INSERT INTO import_problem (import_id, position, line, column_number, message)
    SELECT ${importId}, ${before}::int + n.place::int, n.line, n.column_number, n.message
    FROM unnest(${problems.map(({ line }) => line)}::int[], ${problems.map(({ column }) => column)}::int[],
      ${problems.map(({ message }) => message)}::text[]) WITH ORDINALITY AS n (line, column_number, message, place)`,
);

const count = statement(
  "imports.count",
  {},
  (id: string, { taken, refused, joined, cut }: Batch["counts"]) => sql`
    UPDATE import SET taken = taken + ${taken}::int, refused = refused + ${refused}::int, joined = joined + ${joined}::int,
      cut = cut + ${cut}::int WHERE id = ${id}`,
);

export type Batch = {
  dialogues: NewImported[];
  problems: ImportProblem[];
  counts: { taken: number; refused: number; joined: number; cut: number };
};

/** Stores what was read since the last time, with its counts: all of it or nothing. `refusedBefore` were stored before. */
export async function insertBatch(
  tx: Queryable,
  importId: string,
  { dialogues, problems, counts }: Batch,
  { refusedBefore, contextLimit }: { refusedBefore: number; contextLimit: number },
): Promise<void> {
  if (dialogues.length > 0) {
    await execute(insertDialogues(importId, dialogues, contextLimit), tx);
    const turns = dialogues.flatMap(({ id, turns }) =>
      turns.map((turn, i) => ({ ...turn, dialogueId: id, version: i + 1 })),
    );
    await execute(insertTurns(turns), tx);
  }
  if (problems.length > 0) await execute(insertProblems(importId, refusedBefore, problems), tx);
  await execute(count(importId, counts), tx);
}

const finish = statement(
  "imports.finish",
  {},
  (id: string) => sql`UPDATE import SET finished_at = now(), file_id = NULL WHERE id = ${id}`,
);

export async function finishImport(tx: Queryable, id: string): Promise<void> {
  await execute(finish(id), tx);
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
