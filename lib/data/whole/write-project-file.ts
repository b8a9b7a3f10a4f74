import { all, execute } from "../door/execute";
import { join, sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";
import { anyTable, named, type Table } from "./catalog";
import { inFile } from "./file-tables";

const insert = statement(
  "projectFile.insert",
  {},
  (table: Table, columns: string[], lines: string[]) => {
    const list = join(columns.map(named), ", ");
    return sql`
      INSERT INTO ${named(table.name)} (${list}) SELECT ${list}
      FROM json_populate_recordset(NULL::${named(table.name)}, ${`[${lines.join(",")}]`}::json)`;
  },
  { examples: [[anyTable, ["seed_set_id", "position", "question"], []]] },
);

/** Rows come in as they were written, and are the project's that is at work. */
export function insertLines(tx: Queryable, table: Table, columns: string[], lines: string[]): Promise<number> {
  return execute(insert(table, columns, lines), tx);
}

const findShared = statement(
  "projectFile.findShared",
  { id: text },
  (table: Table, ids: string[]) => sql`
    SELECT t.${named(table.key[0]?.name ?? "")}::text AS id FROM ${named(table.name)} t
    WHERE t.project_id IS NULL AND t.${named(table.key[0]?.name ?? "")} = ANY(${ids}::text[])`,
  { examples: [[{ ...anyTable, name: "model", key: [{ ...anyKey(), name: "id" }] }, []]] },
);

function anyKey() {
  return { name: "id", type: "text", isDrawn: false, isRequired: true };
}

/** Of rows that ship with the studio, those that are here. */
export async function listShared(tx: Queryable, table: Table, ids: string[]): Promise<string[]> {
  return (await all(findShared(table, ids), tx)).map(({ id }) => id);
}

type Naming = { table: string; columns: string[]; parent: string; key: string[] };

const countLost = statement(
  "projectFile.countLost",
  { place: text, count: int },
  (naming: Naming[], people: { table: string; column: string }[], personIds: string[]) =>
    join(
      [
        ...naming.map(
          (one) => sql`
            (SELECT ${`${one.table}.${one.columns.join("+")}`}::text AS place, count(*)::int AS count
            FROM ${named(one.table)} c WHERE ${join(
              one.columns.map((column) => sql`c.${named(column)} IS NOT NULL`),
              " AND ",
            )} AND NOT EXISTS (SELECT FROM ${named(one.parent)} p WHERE ${join(
              one.columns.map((column, i) => sql`p.${named(one.key[i] ?? "")} = c.${named(column)}`),
              " AND ",
            )}))`,
        ),
        ...people.map(
          ({ table, column }) => sql`
            (SELECT ${`${table}.${column}`}::text AS place, count(*)::int AS count FROM ${named(table)} c
            WHERE c.${named(column)} <> ALL(${personIds}::text[]))`,
        ),
      ],
      " UNION ALL ",
    ),
  {
    examples: [
      [[{ table: "seed", columns: ["seed_set_id"], parent: "seed_set", key: ["id"] }], [], []],
      [[], [{ table: "run", column: "person_id" }], []],
    ],
  },
);

/**
 * Where rows of the project at work name rows that are not of it, or people who did not come with it. Foreign keys do not
 * tell: to them a row of another project is as good as any.
 */
export async function listForeign(tx: Queryable, tables: Table[], personIds: string[]): Promise<string[]> {
  const naming = tables.flatMap(({ name, parents }): Naming[] => [
    ...parents
      .filter(({ table }) => table !== "user")
      .map(({ columns, table, key }) => ({ table: name, columns, parent: table, key })),
    ...Object.entries(inFile[name]?.names ?? {}).map(([column, parent]) => ({
      table: name,
      columns: [column],
      parent,
      key: ["id"],
    })),
  ]);
  const people = tables.flatMap(({ name, columns }) =>
    columns.filter((column) => column.name === "person_id").map((column) => ({ table: name, column: column.name })),
  );
  const rows = await all(countLost(naming, people, personIds), tx);
  return rows.filter(({ count }) => count > 0).map(({ place }) => place);
}

const countCircles = statement(
  "projectFile.countCircles",
  { count: int },
  () => sql`
    WITH RECURSIVE reached AS (
      SELECT t.id FROM turn t WHERE t.parent_id IS NULL
      UNION ALL
      SELECT t.id FROM turn t JOIN reached r ON r.id = t.parent_id
    )
    SELECT (SELECT count(*) FROM turn)::int - (SELECT count(*) FROM reached)::int AS count`,
);

/** True when turns follow one another in a circle: their path would have no beginning. */
export async function hasCircle(tx: Queryable): Promise<boolean> {
  const rows = await all(countCircles(), tx);
  return rows.some(({ count }) => count !== 0);
}
