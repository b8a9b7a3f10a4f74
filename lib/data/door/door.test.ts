import { readFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { join, sql } from "./fragment";
import { columnOf, columns, json, listOf, orNull, rowInJson, text } from "./row";
import { statement } from "./statement";
import { listReadable, readStored, UnreadableError } from "./unreadable";

test("values become parameters, fragments become SQL, numbered through", () => {
  const conditions = [sql`a = ${1}`, sql`b IN (${sql`SELECT c FROM d WHERE e = ${"two"}`})`];
  const find = statement(
    "test.find",
    {},
    (last: number) => sql`SELECT 1 WHERE ${join(conditions, " AND ")} OR ${last} = 3`,
  );
  expect(find(3)).toMatchObject({
    text: "/* test.find */ SELECT 1 WHERE a = $1 AND b IN (SELECT c FROM d WHERE e = $2) OR $3 = 3",
    values: [1, "two", 3],
  });
});

test("a text never becomes SQL, whatever it holds", () => {
  const evil = "'; DROP TABLE dialogue; --";
  const find = statement("test.evil", {}, (name: string) => sql`SELECT ${name}::text`);
  expect(find(evil)).toMatchObject({ text: "/* test.evil */ SELECT $1::text", values: [evil] });
});

test("no fragments in a row are nothing", () => {
  const find = statement("test.none", {}, () => sql`SELECT ${join([], ", ")}1`);
  expect(find().text).toBe("/* test.none */ SELECT 1");
});

test("columns of a model are its fields, under their names", () => {
  const ballot = columns("Ballot", "b", "id", "personId");
  const find = statement("test.columns", ballot.row, () => sql`SELECT ${ballot} FROM ballot b`);
  expect(find().text).toBe('/* test.columns */ SELECT b.id, b.person_id AS "personId" FROM ballot b');
});

test("JSON is parsed where it is read", () => {
  const shape = { name: text, spec: json(z.object({ n: z.number().default(7) })), more: orNull(json(z.string())) };
  const { read } = statement("test.json", shape, () => sql`SELECT 1`)();
  expect(read([{ name: "x", spec: {}, more: null }])).toEqual([{ name: "x", spec: { n: 7 }, more: null }]);
});

test("what its schema refuses is told with its table, column and id", () => {
  const shape = { ...columns("Run", "r", "id").row, spec: json(z.object({ n: z.number() })) };
  const { read } = statement("test.unreadable", shape, () => sql`SELECT 1`)();
  const place = { table: "run", column: "spec", id: "run_1" };
  expect(() => read([{ id: "run_1", spec: { n: "new" } }])).toThrow(expect.objectContaining({ place }));
});

test("a row that a statement makes into JSON is read as any other, and lacks nothing", () => {
  const made = rowInJson({ id: text, spec: json(z.object({ n: z.number().default(7) })) });
  const { read } = statement("test.rows", { all: listOf(made) }, () => sql`SELECT 1`)();
  expect(read([{ all: [{ id: "a", spec: {} }] }])).toEqual([{ all: [{ id: "a", spec: { n: 7 } }] }]);
  expect(() => read([{ all: [{ id: "a" }] }])).toThrow(UnreadableError);
});

test("a list goes on without what cannot be read", () => {
  const place = (id: string) => ({ table: "run", column: "spec", id });
  const readOne = (id: string) => readStored(place(id), (value) => z.string().max(1).parse(value), id);
  expect(listReadable(["a", "long", "b"], readOne)).toEqual(["a", "b"]);
});

test("every table and column of the schema has the name of its model or field in snake case", () => {
  const schema = readFileSync(joinPath(import.meta.dirname, "../../../prisma/schema.prisma"), "utf8");
  const scalar = /^ {2}(\w+) +(?:String|Int|BigInt|Float|Boolean|DateTime|Json|Bytes)\b(?:\[\]|\?)?(.*)$/gm;
  const fields = [...schema.matchAll(scalar)].map(([, field = "", rest = ""]) => [
    field,
    /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field,
  ]);
  const models = [...schema.matchAll(/^model (\w+) \{[\s\S]*?@@map\("(\w+)"\)\n\}/gm)];
  expect(models.filter(([, model = "", table]) => columnOf(model) !== `_${table}`)).toEqual([]);
  expect(models.length).toBe(schema.match(/^model /gm)?.length);
  expect(fields.length).toBeGreaterThan(200);
  expect(fields.filter(([field = "", column]) => columnOf(field) !== column)).toEqual([]);
});
