import * as z from "zod";
import { all, first } from "../door/execute";
import { type Fragment, join, sql } from "../door/fragment";
import { int, json, text, texts } from "../door/row";
import { statement } from "../door/statement";
import { requireProject } from "../project-at-work";
import type { Queryable } from "../sql";
import { anyTable, type Column, named, type Table, typed } from "./catalog";
import { inFile } from "./file-tables";

/** Rows that are read at once; how much memory a file takes does not depend on its length. */
const batch = 200;

/** Columns of a table that are written, in order. A number that the database draws is drawn anew where it comes in. */
export function columnsInFile({ name, columns }: Table): Column[] {
  const without = inFile[name]?.without ?? [];
  return columns.filter((column) => !column.isDrawn && !without.includes(column.name));
}

/** Their names, and whether a row is the server's where it may be. */
export function namesInFile(table: Table): string[] {
  const names = columnsInFile(table).map(({ name }) => name);
  return table.isShared ? [...names, sharedMark] : names;
}

/** Marks rows that ship with the studio: elsewhere they are there already. */
export const sharedMark = "is_shared";

const count = statement(
  "projectFile.count",
  { count: int },
  (table: Table, children: Table[]) => sql`
    SELECT count(*)::int AS count FROM ${named(table.name)} t WHERE ${whichRows(table, children)}`,
  { examples: [[anyTable, []]] },
);

export async function countRowsInFile(on: Queryable, table: Table, children: Table[]): Promise<number> {
  return (await first(count(table, children), on))?.count ?? 0;
}

const read = statement(
  "projectFile.read",
  { line: text, key: texts },
  (table: Table, children: Table[], after: string[] | null) => sql`
    SELECT (SELECT row_to_json(r)::text FROM (SELECT ${join(written(table), ", ")}) r) AS line,
      ARRAY[${keyOf(table, (column) => sql`t.${column}::text`)}] AS key
    FROM ${named(table.name)} t
    WHERE ${whichRows(table, children)} AND ${
      after === null
        ? sql`true`
        : sql`(${keyOf(table, (column) => sql`t.${column}`)}) > (${join(
            table.key.map(({ type }, i) => sql`${after[i]}::${typed(type)}`),
            ", ",
          )})`
    }
    ORDER BY ${keyOf(table, (column) => sql`t.${column}`)} LIMIT ${batch}`,
  {
    examples: [
      [anyTable, [], null],
      [anyTable, [], ["s", "1"]],
    ],
  },
);

/** The rows of a table as lines of JSON, in the order of their keys. */
export async function* readLines(on: Queryable, table: Table, children: Table[]): AsyncGenerator<string> {
  for (let after: string[] | null = null; ; ) {
    const rows: { line: string; key: string[] }[] = await all(read(table, children, after), on);
    for (const { line } of rows) yield line;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.key;
  }
}

function keyOf({ key }: Table, write: (column: Fragment) => Fragment): Fragment {
  return join(
    key.map(({ name }) => write(named(name))),
    ", ",
  );
}

/** Moments are written alike whatever the time zone of the connection. */
function written(table: Table): Fragment[] {
  const atRest = inFile[table.name]?.atRest ?? {};
  const columns = columnsInFile(table).map(({ name, type }) => {
    const value = atRest[name] ?? sql`t.${named(name)}`;
    const plain = type.startsWith("timestamp")
      ? sql`to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : value;
    return sql`${plain} AS ${named(name)}`;
  });
  return table.isShared ? [...columns, sql`t.project_id IS NULL AS ${named(sharedMark)}`] : columns;
}

/** All rows of the project; of what ships with the studio those that they name. */
function whichRows(table: Table, children: Table[]): Fragment {
  const where = inFile[table.name]?.where ?? sql`true`;
  if (!table.isShared) return where;
  const uses = children.flatMap(({ name, parents }) =>
    parents
      .filter((parent) => parent.table === table.name && name !== table.name)
      .flatMap(({ columns }) => columns.map((column) => sql`SELECT u.${named(column)} FROM ${named(name)} u`)),
  );
  if (uses.length === 0 || table.key.length !== 1) return sql`t.project_id IS NOT NULL AND ${where}`;
  const used = uses.map((use) => sql`t.${named(table.key[0]?.name ?? "")} IN (${use})`);
  return sql`(t.project_id IS NOT NULL OR ${join(used, " OR ")}) AND ${where}`;
}

const personSchema = z.object({ id: z.string(), name: z.string(), email: z.string() });

const listPeople = statement(
  "projectFile.listPeople",
  { line: json(personSchema) },
  (projectId: string, tables: Table[]) => sql`
    SELECT json_build_object('id', u.id, 'name', u.name, 'email', u.email) AS line FROM "user" u
    WHERE u.id IN (SELECT m.person_id FROM membership m WHERE m.project_id = ${projectId})
      OR ${join(tables.map(namesPeople), " OR ")} ORDER BY u.id`,
  {
    examples: [
      [
        "p",
        [
          { ...anyTable, name: "run" },
          { ...anyTable, name: "review_item" },
        ],
      ],
    ],
  },
);

function namesPeople({ name }: Table): Fragment {
  const column =
    name === "review_item"
      ? sql`x.person_id FROM ${named(name)} x UNION SELECT unnest(r.assigned_to) FROM review_item r`
      : sql`x.person_id FROM ${named(name)} x`;
  return sql`u.id IN (SELECT ${column})`;
}

/** Everybody who is in the project or did something in it, by name and e-mail address. */
export async function listPeopleInFile(on: Queryable, tables: Table[]): Promise<z.infer<typeof personSchema>[]> {
  const naming = tables.filter(({ name, columns }) => inFile[name] && columns.some((one) => one.name === "person_id"));
  return (await all(listPeople(requireProject(), naming), on)).map(({ line }) => line);
}

const listMemberships = statement(
  "projectFile.listMemberships",
  { line: text },
  (projectId: string) => sql`
    SELECT json_build_object('person_id', m.person_id, 'roles', m.roles, 'created_at',
      to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text AS line
    FROM membership m WHERE m.project_id = ${projectId} ORDER BY m.created_at, m.person_id`,
);

export async function listMembershipLines(on: Queryable): Promise<string[]> {
  return (await all(listMemberships(requireProject()), on)).map(({ line }) => line);
}
