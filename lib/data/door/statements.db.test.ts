import { readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { env } from "@/lib/base/env";
import { withDatabase } from "@/lib/testing/database";
import { projectTables, sharedTables } from "./project-tables";
import { type Declared, declared } from "./statement";

withDatabase();

const room = join(import.meta.dirname, "..");
let client: pg.Client;

beforeAll(async () => {
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith("generated"),
  );
  await Promise.all(files.map((path) => import(join(room, path))));
  client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
});

afterAll(() => client.end());

/** Stands for any argument: whatever is asked of it is again one, no list of it has members, as a number it is 1. */
const anything: unknown = new Proxy(() => undefined, {
  get: (_, key) => {
    if (key === Symbol.toPrimitive) return () => 1;
    return key === Symbol.iterator ? () => [].values() : anything;
  },
  apply: () => anything,
  has: () => true,
});
const anyArguments: unknown[] = Array.from({ length: 30 }, () => anything);

type Form = { text: string; scoped: string | null; blind: string | null; judging: string | null };

/** The forms that a statement can have, as it is written, with the project in it, and for a rater from whom something is kept. */
function formsOf({ examples, make }: Declared): Form[] {
  const forms = (examples ?? [anyArguments]).map((args) => {
    const { text, scoped, blind } = make(...args);
    return { text, scoped, blind: blind(false), judging: blind(true) };
  });
  return [...new Map(forms.map((form) => [form.text, form])).values()];
}

function textsOf(one: Declared): string[] {
  return formsOf(one).flatMap((form) =>
    [form.text, form.scoped, form.blind, form.judging].filter((text) => text !== null),
  );
}

type PlanNode = { "Node Type": string; "Relation Name"?: string; Plans?: PlanNode[] } & Record<string, unknown>;

/** Where a plan reads tables of projects; what only writes to one is not among them. */
function scansOf(node: PlanNode): PlanNode[] {
  const table = node["Relation Name"] ?? "";
  const isOne = node["Node Type"] !== "ModifyTable" && (projectTables.has(table) || sharedTables.has(table));
  return [...(isOne ? [node] : []), ...(node.Plans ?? []).flatMap(scansOf)];
}

function conditionsOf(node: PlanNode): string {
  return ["Index Cond", "Recheck Cond", "Filter", "TID Cond"].map((key) => String(node[key] ?? "")).join(" ");
}

type Field = { name: string; dataTypeID: number; tableID: number; columnID: number };

/** Has Postgres parse and plan a statement, and say what its result looks like. Nothing is executed. */
function prepare(text: string): Promise<Field[]> {
  return new Promise((resolve, reject) => {
    let fields: Field[] = [];
    client.query({
      submit(connection: pg.Connection) {
        connection.parse({ text, name: "", types: [] }, true);
        connection.describe({ type: "S", name: "" }, true);
        connection.sync();
      },
      handleRowDescription: (message: { fields: Field[] }) => {
        fields = message.fields;
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(fields),
    } as unknown as pg.Submittable);
  });
}

/** Every column of the schema as "table.column", by where a field of a result says that it comes from. */
async function readSources(): Promise<Map<string, string>> {
  const { rows } = await client.query<{ place: string; source: string }>(`
    SELECT c.oid || ' ' || a.attnum AS place, c.relname || '.' || a.attname AS source
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace`);
  return new Map(rows.map(({ place, source }) => [place, source]));
}

function compare({ row }: Declared, fields: Field[], sources: Map<string, string>): string[] {
  const given = new Map(fields.map((field) => [field.name, field]));
  const missing = Object.keys(row).filter((name) => !given.has(name));
  const extra = [...given.keys()].filter((name) => !(name in row));
  const other = fields.filter(
    ({ name, dataTypeID }) => row[name] && !row[name].of && !row[name].oids.includes(dataTypeID),
  );
  const strange = fields.flatMap(({ name, tableID, columnID }) => {
    const source = sources.get(`${tableID} ${columnID}`);
    return source && row[name]?.of && row[name].of !== source ? [`gives ${source} as ${name}`] : [];
  });
  return [
    ...missing.map((name) => `lacks ${name}`),
    ...extra.map((name) => `gives ${name}, which is not declared`),
    ...other.map(({ name, dataTypeID }) => `gives ${name} as type ${dataTypeID}`),
    ...strange,
  ];
}

describe("statements", () => {
  it("have names of their own", () => {
    const names = declared.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.filter((name) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });

  it("have one text when they are prepared under their name", () => {
    const several = declared.filter((one) => one.isPrepared && formsOf(one).length !== 1);
    expect(several.map(({ name }) => name)).toEqual([]);
  });

  it("are ones that the migrated schema can execute, with the columns that they declare", async () => {
    const sources = await readSources();
    const wrong: string[] = [];
    for (const one of declared)
      for (const text of textsOf(one)) {
        const found = await prepare(text).then(
          (fields) => compare(one, fields, sources),
          (error: Error) => [error.message],
        );
        wrong.push(...found.map((what) => `${one.name} ${what}`));
      }
    expect(wrong).toEqual([]);
  });

  it("see rows of the project at work alone, in every table that belongs to one", async () => {
    const unscoped: string[] = [];
    for (const one of declared)
      for (const { text, scoped } of formsOf(one)) {
        const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
          `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${scoped ?? text}`,
        );
        for (const scan of scansOf(must(rows[0], "a plan")["QUERY PLAN"][0].Plan))
          if (!conditionsOf(scan).includes("project_id")) unscoped.push(`${one.name}: ${scan["Relation Name"]}`);
      }
    expect(unscoped).toEqual([]);
  });

  it("are refused where they name what is not there", async () => {
    await expect(prepare("SELECT nothing FROM dialogue")).rejects.toThrow('column "nothing" does not exist');
    const [field] = await prepare("SELECT count(*) AS n FROM dialogue WHERE id = $1");
    expect(must(field, "a field")).toMatchObject({ name: "n", dataTypeID: pg.types.builtins.INT8 });
  });
});
