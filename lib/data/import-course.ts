import type { TurnFlag, Verdict } from "@/lib/domain/dialogue";
import type { GivenTurn } from "@/lib/domain/dialogue-in-file";
import type { ImportProblem } from "@/lib/domain/import";
import { importOptionsSchema } from "@/lib/domain/import-options";
import type { KeptOfTurn } from "@/lib/domain/whole/whole-dialogue";
import { execute, first } from "./door/execute";
import { type Fragment, sql } from "./door/fragment";
import { columns, json, type RowOf } from "./door/row";
import { type Statement, statement } from "./door/statement";
import { texts } from "./door/texts";
import type { Queryable } from "./sql";

/** How far the work on a file came: what it needs to go on. */
const courseShape = {
  ...columns("Import", "i", "format", "fileId", "taken", "refused", "finishedAt").row,
  options: json(importOptionsSchema),
};
const course = statement(
  "imports.course",
  courseShape,
  (id: string) => sql`
    SELECT i.format, i.file_id AS "fileId", i.taken, i.refused, i.finished_at AS "finishedAt", i.options FROM import i
    WHERE i.id = ${id}`,
);

export type ImportCourse = RowOf<typeof courseShape>;

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
  flags: TurnFlag[];
  untrained: string[];
  /** What the file says of it besides its turns, as JSON. */
  given: string;
  /** What the dialogues of our own files alone have. */
  own: { endMarkId: string | null; verdict: Verdict | null; tags: string[] } | null;
  turns: (Pick<GivenTurn, "speaker" | "text" | "reasoning"> & {
    id: string;
    parentId: string | null;
    /** As JSON. */
    asides: string | null;
    flags: TurnFlag[];
    /** What the turns of our own files alone have. */
    own: OwnTurn | null;
  })[];
};

export type OwnTurn = { keptFromId: string | null; abandoned: boolean; raw: string | null; given: KeptOfTurn };

const insertDialogues = statement(
  "imports.insertDialogues",
  {},
  (importId: string, dialogues: NewImported[], contextLimit: number) => sql`
    INSERT INTO dialogue (id, import_id, number, status, version, head_id, rounds, opening, flags, untrained, given, end_mark_id,
      verdict, tags, context_limit, ended_at)
    SELECT n.id, ${importId}, n.number, 'ended', n.version, n.head_id, n.rounds, left(n.opening, 280),
      string_to_array(n.flags, ','), string_to_array(n.untrained, ','), n.given::jsonb, n.own::jsonb ->> 'endMarkId',
      n.own::jsonb ->> 'verdict', ARRAY(SELECT jsonb_array_elements_text(n.own::jsonb -> 'tags')), ${contextLimit}::int, now()
    FROM unnest(${texts(dialogues.map(({ id }) => id))}::text[], ${dialogues.map(({ number }) => number)}::int[],
      ${dialogues.map(({ turns }) => turns.length)}::int[], ${texts(dialogues.map(({ headId }) => headId))}::text[],
      ${dialogues.map(({ rounds }) => rounds)}::int[], ${texts(dialogues.map(({ opening }) => opening))}::text[],
      ${texts(dialogues.map(({ flags }) => flags.join(",")))}::text[],
      ${texts(dialogues.map(({ untrained }) => untrained.join(",")))}::text[],
      ${texts(dialogues.map(({ given }) => given))}::text[], ${texts(dialogues.map(({ own }) => own && JSON.stringify(own)))}::text[])
      AS n (id, number, version, head_id, rounds, opening, flags, untrained, given, own)`,
);

const insertTurns = statement(
  "imports.insertTurns",
  {},
  (turns: (NewImported["turns"][number] & { dialogueId: string; version: number })[]): Fragment => sql`
    INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, reasoning, origin, asides, flags, kept_from_id, abandoned,
      raw_text, given, version)
    SELECT n.id, n.dialogue_id, n.parent_id, n.speaker, n.text, n.reasoning, 'imported', n.asides::jsonb,
      string_to_array(n.flags, ','), n.own::jsonb ->> 'keptFromId', coalesce((n.own::jsonb ->> 'abandoned')::bool, false),
      decode(n.own::jsonb ->> 'raw', 'base64'), n.own::jsonb -> 'given', n.version
    FROM unnest(${texts(turns.map(({ id }) => id))}::text[], ${texts(turns.map(({ dialogueId }) => dialogueId))}::text[],
      ${texts(turns.map(({ parentId }) => parentId))}::text[], ${texts(turns.map(({ speaker }) => speaker))}::text[],
      ${texts(turns.map(({ text }) => text))}::text[], ${texts(turns.map(({ reasoning }) => reasoning))}::text[],
      ${texts(turns.map(({ asides }) => asides))}::text[], ${texts(turns.map(({ flags }) => flags.join(",")))}::text[],
      ${texts(turns.map(({ own }) => own && JSON.stringify(own)))}::text[], ${turns.map(({ version }) => version)}::int[])
      AS n (id, dialogue_id, parent_id, speaker, text, reasoning, asides, flags, own, version)`,
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

/** A batch as it goes to the database: what of it takes time here is done. */
export type WrittenBatch = { counts: Batch["counts"]; statements: Statement<unknown>[] };

/** What stores a batch. `refusedBefore` lines were refused before it. */
export function writeBatch(
  importId: string,
  { dialogues, problems, counts }: Batch,
  { refusedBefore, contextLimit }: { refusedBefore: number; contextLimit: number },
): WrittenBatch {
  const statements: Statement<unknown>[] = [];
  if (dialogues.length > 0) {
    const turns = dialogues.flatMap(({ id, turns }) =>
      turns.map((turn, i) => ({ ...turn, dialogueId: id, version: i + 1 })),
    );
    statements.push(insertDialogues(importId, dialogues, contextLimit), insertTurns(turns));
  }
  if (problems.length > 0) statements.push(insertProblems(importId, refusedBefore, problems));
  statements.push(count(importId, counts));
  return { counts, statements };
}

/** Stores a batch with its counts, all of it or nothing, as far as `tx` goes. */
export async function insertBatch(tx: Queryable, { statements }: WrittenBatch): Promise<void> {
  for (const statement of statements) await execute(statement, tx);
}

const finish = statement(
  "imports.finish",
  {},
  (id: string) => sql`UPDATE import SET finished_at = now(), file_id = NULL WHERE id = ${id}`,
);

export async function finishImport(tx: Queryable, id: string): Promise<void> {
  await execute(finish(id), tx);
}
