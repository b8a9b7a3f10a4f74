import { all } from "../door/execute";
import { Fragment, sql } from "../door/fragment";
import { projectTables, sharedTables } from "../door/project-tables";
import { bool, made, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

/** A column as the database has it. `isDrawn`: a number that the database itself gives each new row. */
export type Column = { name: string; type: string; isDrawn: boolean; isRequired: boolean };
/** Rows of another table that these columns name, in the order of its key. */
export type Parent = { columns: string[]; table: string; key: string[] };
/** A table of projects, as the database has it; what it belongs to beside its project are its parents. */
export type Table = {
  name: string;
  columns: Column[];
  key: Column[];
  parents: Parent[];
  /** Rows without a project are the server's. */
  isShared: boolean;
};

/** It is never written: what comes in becomes the project's that is at work. */
const projectColumn: Column = { name: "project_id", type: "text", isDrawn: false, isRequired: false };

const list = statement(
  "catalog.list",
  {
    name: text,
    columns: made<Column[]>(),
    key: made<string[]>(),
    parents: orNull(made<Parent[]>()),
    isShared: bool,
  },
  () => sql`
    SELECT c.relname AS name, NOT p.attnotnull AS "isShared", (
        SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'isDrawn', coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false),
          'isRequired', a.attnotnull AND d.adbin IS NULL) ORDER BY a.attnum)
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'project_id') AS columns,
      (SELECT json_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
      (SELECT json_agg(json_build_object('table', f.confrelid::regclass, 'columns', (
          SELECT json_agg(a.attname ORDER BY array_position(f.conkey, a.attnum)) FROM pg_attribute a
          WHERE a.attrelid = f.conrelid AND a.attnum = ANY(f.conkey)), 'key', (
          SELECT json_agg(a.attname ORDER BY array_position(f.confkey, a.attnum)) FROM pg_attribute a
          WHERE a.attrelid = f.confrelid AND a.attnum = ANY(f.confkey))) ORDER BY f.conname)
        FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> 'project'::regclass) AS parents
    FROM pg_class c JOIN pg_attribute p ON p.attrelid = c.oid AND p.attname = 'project_id' AND NOT p.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname`,
);

/**
 * The tables of projects as the database has them, parents before their children. What is taken along in a project file,
 * and what goes when a project is deleted, follows from this, so that no table and no column is forgotten.
 */
export async function listTables(on?: Queryable): Promise<Table[]> {
  const rows = await all(list(), on);
  const tables = rows.map(({ name, columns, key, parents, isShared }) => ({
    name,
    columns,
    key: key.map((column) => columns.find(({ name }) => name === column) ?? projectColumn),
    parents: (parents ?? []).map((parent) => ({ ...parent, table: parent.table.replaceAll('"', "") })),
    isShared,
  }));
  return parentsFirst(tables.filter(({ name }) => projectTables.has(name) || sharedTables.has(name)));
}

/** In an order in which each row finds those that it names. */
export function parentsFirst(tables: Table[]): Table[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name, parents }) => !parents.some(({ table }) => table !== name && left.has(table)),
    );
    if (free.length === 0) throw new Error(`Tables that name one another: ${[...left.keys()].join(", ")}`);
    for (const table of free) left.delete(table.name);
    ordered.push(...free);
  }
  return ordered;
}

/** A name of the catalogue as SQL. It comes from the database itself, and is quoted all the same. */
export function named(name: string): Fragment {
  return new Fragment([`"${name.replaceAll('"', '""')}"`], []);
}

/** A type of the catalogue as SQL, as `format_type` writes it. */
export function typed(type: string): Fragment {
  return new Fragment([type], []);
}

/** Stands for any table where a statement is tried out. */
export const anyTable: Table = {
  name: "seed",
  columns: [
    { name: "seed_set_id", type: "text", isDrawn: false, isRequired: true },
    { name: "position", type: "integer", isDrawn: false, isRequired: true },
    { name: "question", type: "text", isDrawn: false, isRequired: true },
  ],
  key: [
    { name: "seed_set_id", type: "text", isDrawn: false, isRequired: true },
    { name: "position", type: "integer", isDrawn: false, isRequired: true },
  ],
  parents: [{ columns: ["seed_set_id"], table: "seed_set", key: ["id"] }],
  isShared: false,
};
