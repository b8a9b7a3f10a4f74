import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "@/lib/base/assert";
import { externalThings, readMigrations } from "./migration-files.mjs";
import { deploy, drift, status } from "./migrations.mjs";

let name: string;
let url: string;

beforeEach(async () => {
  name = `migrations_${randomBytes(6).toString("hex")}`;
  await ask(maintenance(), `create database ${name}`);
  url = Object.assign(new URL(maintenance()), { pathname: `/${name}` }).href;
});

afterEach(() => ask(maintenance(), `drop database ${name} with (force)`));

function maintenance() {
  return must(process.env.TEST_DATABASE_URL, "TEST_DATABASE_URL");
}

async function ask(where: string, sql: string) {
  const client = new pg.Client({ connectionString: where });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

function migration(migrationName: string, sql: string) {
  return { name: migrationName, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

const first = migration(
  "1_first",
  "create table one (x int); create function f() returns int as $$ begin return 1; end; $$ language plpgsql;",
);
const second = migration("2_second", "create table two (x int);");

test("applies each migration once, also when several come together", async () => {
  const runs = await Promise.all([1, 2, 3].map(() => deploy(url, [first, second])));
  expect(runs.flat().sort()).toEqual(["1_first", "2_second"]);
  expect(await ask(url, "select migration_name, applied_steps_count from _prisma_migrations order by 1")).toEqual([
    { migration_name: "1_first", applied_steps_count: 1 },
    { migration_name: "2_second", applied_steps_count: 1 },
  ]);
});

test("a migration that fails leaves nothing, says where, and goes through once it is mended", async () => {
  const broken = migration("2_second", "create table two (x int);\ncreate table three (x nonsense);");
  await expect(deploy(url, [first, broken])).rejects.toThrow(/2_second failed \(line 2\).*nonsense/);
  expect(await ask(url, "select to_regclass('one') is not null as one, to_regclass('two') as two")).toEqual([
    { one: true, two: null },
  ]);
  expect(await deploy(url, [first, second])).toEqual(["2_second"]);
});

test("refuses a migration that was edited after it was applied", async () => {
  await deploy(url, [first]);
  const edited = migration("1_first", `${first.sql} -- and more`);
  await expect(deploy(url, [edited, second])).rejects.toThrow("another text of 1_first");
  expect(await ask(url, "select to_regclass('two') as two")).toEqual([{ two: null }]);
});

test("tells what is applied, pending and unknown", async () => {
  await deploy(url, [first]);
  const states = await status(url, [second]);
  expect(states).toMatchObject({ applied: [], pending: [{ name: "2_second" }], unknown: [{ name: "1_first" }] });
});

test("sees what the schema lacks, and nothing on the migrations as they are", async () => {
  expect(await drift(url)).toBe("");
  await ask(url, "create index by_hand on turn (text)");
  expect(await drift(url)).toContain('DROP INDEX "by_hand";');
});

test("reads marks of what the schema cannot say", () => {
  const sql = "-- external: index by_hand\ncreate index by_hand on turn (text);\n-- external: table live_frame\n";
  expect(externalThings([migration("3", sql)])).toEqual({
    tables: ["public.live_frame"],
    enums: [],
    indexes: ["by_hand"],
  });
});

test("an upgrade ends what was judged as it stands, and takes off verdicts about turns that nobody saw", async () => {
  const all = readMigrations();
  const at = all.findIndex(({ name }) => name.endsWith("_verdicts_of_turns_seen"));
  await deploy(url, all.slice(0, at));
  const state = (headId: string, verdict: string | null) => JSON.stringify({ headId, verdict });
  const dialogues = [
    ["still", "running", "a1", "a1"],
    ["asked", "queued", "q2", "q2"],
    ["grown", "running", "a2", "a1"],
    ["grown and over", "ended", "a2", "a1"],
    ["over", "ended", "a1", "a1"],
    ["stopped at its question", "ended", "a1", "q2"],
  ];
  await ask(
    url,
    `select set_config('app.project_id', (select id from project), false);
     insert into "user" (id, name, email, updated_at) values ('u', 'Lea', 'lea@test.dev', now());
     insert into model (id, name, kind, base_url, upstream_model, rendering, context_window, updated_at)
       values ('m', 'M', 'openai', 'http://127.0.0.1/v1', 'm', 'chat', 9, now());
     insert into run (id, name, status, spec, total, concurrency, simulator_id, assistant_id)
       values ('r', 'R', 'running', '{}', 9, 1, 'm', 'm');
     ${dialogues
       .map(
         ([id, status, head, seen], i) => `
     insert into dialogue (id, run_id, number, status, head_id, verdict, context_limit)
       values ('${id}', 'r', ${i}, '${status}', '${id} ${head}', 'accepted', 9);
     insert into turn (id, dialogue_id, parent_id, speaker, text, origin, version)
       select '${id} ' || t, '${id}', '${id} ' || p, s, 'x', 'model', 1
       from (values ('q1', null, 'user'), ('a1', 'q1', 'assistant'), ('q2', 'a1', 'user'), ('a2', 'q2', 'assistant')) as x (t, p, s);
     insert into decision (id, dialogue_id, person_id, kind, act, before, after, version)
       values ('${id}', '${id}', 'u', 'accept', '{}', '${state(`${id} ${seen}`, null)}', '${state(`${id} ${seen}`, "accepted")}', 1);`,
       )
       .join("")}`,
  );
  await deploy(url, all);
  const now = await ask(url, "select id, status, split_part(head_id, ' ', -1) as head, verdict, tags from dialogue");
  const [accepted, takenOff] = [
    { status: "ended", verdict: "accepted", tags: [] },
    { verdict: null, tags: ["judged before its end"] },
  ];
  expect(Object.fromEntries(now.map(({ id, ...row }) => [id, row]))).toEqual({
    still: { ...accepted, head: "a1" },
    asked: { ...accepted, head: "a1" },
    grown: { ...takenOff, status: "running", head: "a2" },
    "grown and over": { ...takenOff, status: "ended", head: "a2" },
    over: { ...accepted, head: "a1" },
    "stopped at its question": { ...accepted, head: "a1" },
  });
});

test("an upgrade marks the turns that people rejected, but for rejections that were taken back", async () => {
  const all = readMigrations();
  const at = all.findIndex(({ name }) => name.endsWith("_rejected_turns"));
  await deploy(url, all.slice(0, at));
  await ask(
    url,
    `select set_config('app.project_id', (select id from project), false);
     insert into "user" (id, name, email, updated_at) values ('u', 'Lea', 'lea@test.dev', now());
     insert into import (id, name, format, file_name, digest, person_id) values ('i', 'I', 'f', 'f', 'd', 'u');
     insert into dialogue (id, import_id, number, status, head_id, flags, context_limit)
       values ('on', 'i', 1, 'ended', 'a2', '{near_empty}', 9), ('off', 'i', 2, 'ended', 'b1', '{}', 9);
     insert into turn (id, dialogue_id, parent_id, speaker, text, origin, flags, version) values
       ('q1', 'on', null, 'user', 'x', 'imported', '{}', 1), ('a1', 'on', 'q1', 'assistant', 'x', 'imported', '{near_empty}', 1),
       ('q2', 'on', 'a1', 'user', 'x', 'imported', '{}', 1), ('a2', 'on', 'q2', 'assistant', 'x', 'imported', '{}', 1),
       ('q', 'off', null, 'user', 'x', 'imported', '{}', 1), ('b0', 'off', 'q', 'assistant', 'x', 'imported', '{}', 1),
       ('b1', 'off', 'q', 'assistant', 'x', 'imported', '{}', 1);
     insert into decision (id, dialogue_id, turn_id, person_id, kind, act, before, after, version, undoes_id) values
       ('d1', 'on', 'a1', 'u', 'reject_turn', '{}', '{}', '{}', 1, null), ('d2', 'on', 'a2', 'u', 'reject_turn', '{}', '{}', '{}', 2, null),
       ('d3', 'on', null, 'u', 'undo', '{}', '{}', '{}', 3, 'd2'), ('d4', 'off', 'b0', 'u', 'reject_turn', '{}', '{}', '{}', 1, null);`,
  );
  await deploy(url, all);
  expect(await ask(url, "select id, flags from turn where 'rejected_by_person' = any (flags) order by id")).toEqual([
    { id: "a1", flags: ["near_empty", "rejected_by_person"] },
    { id: "b0", flags: ["rejected_by_person"] },
  ]);
  expect(await ask(url, "select id, flags from dialogue order by id")).toEqual([
    { id: "off", flags: [] },
    { id: "on", flags: ["near_empty", "rejected_by_person"] },
  ]);
});

test("an upgrade goes through with data, and takes out votes that outlived their evaluation", async () => {
  const all = readMigrations();
  const before = all.filter(({ name }) => name < "20261127");
  await deploy(url, before);
  await ask(
    url,
    `insert into "user" (id, name, email, roles, updated_at) values ('u', 'Lea', 'lea@test.dev', '{lead}', now());
     insert into evaluation (id, name, status, spec, seed, created_by_id) values ('e', 'E', 'closed', '{}', 1, 'u');
     insert into imported_vote (evaluation_id, item_id, first_id, second_id, outcome, rater, turn, record)
       select evaluation, 'i', 'a', 'b', 'tie', 'r', 1, '{}' from unnest(array['e', 'gone']) evaluation;`,
  );
  await deploy(url, all);
  expect(await ask(url, "select evaluation_id from imported_vote")).toEqual([{ evaluation_id: "e" }]);
  expect(await ask(url, "select person_id from evaluation")).toEqual([{ person_id: "u" }]);
});
