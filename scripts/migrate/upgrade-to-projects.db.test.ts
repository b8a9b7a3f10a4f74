import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "@/lib/base/assert";
import { readMigrations } from "./migration-files.mjs";
import { deploy } from "./migrations.mjs";

/** Of the version before projects: a row or more in each of its tables. */
const oldStudio = `
  INSERT INTO "user" (id, name, email, roles, updated_at) VALUES
    ('usr_lea', 'Lea', 'lea@test.dev', '{lead}', now()), ('usr_ann', 'Ann', 'ann@test.dev', '{annotator,evaluator}', now()),
    ('usr_new', 'New', 'new@test.dev', '{}', now());
  INSERT INTO api_token (id, person_id, name, token_hash) VALUES ('tok_1', 'usr_ann', 'Script', 'hash');
  INSERT INTO invitation (id, email, roles, token_hash, person_id, expires_at)
    VALUES ('inv_1', 'bob@test.dev', '{annotator}', 'hash', 'usr_lea', now() + interval '7 days');
  INSERT INTO saved_filter (id, person_id, name, filter, updated_at) VALUES ('flt_1', 'usr_ann', 'Mine', '{}', now());
  INSERT INTO model (id, name, kind, base_url, upstream_model, rendering, context_window, updated_at)
    SELECT id, id, kind, 'http://127.0.0.1/v1', 'm', 'chat', 9, now()
    FROM (VALUES ('mdl_embedded', 'embedded'), ('mdl_000000000fr0mtheenv0', 'openai'), ('mdl_own', 'openai')) AS m (id, kind);
  INSERT INTO seed_set (id, name, kind, size) VALUES ('sds_1', 'Questions', 'question', 1);
  INSERT INTO seed (seed_set_id, position, question) VALUES ('sds_1', 1, 'Why?');
  INSERT INTO run (id, name, status, spec, total, concurrency, simulator_id, assistant_id, seed_set_id, person_id)
    VALUES ('run_1', 'A run', 'done', '{}', 1, 1, 'mdl_embedded', 'mdl_own', 'sds_1', 'usr_lea');
  INSERT INTO import (id, name, format, file_name, digest, person_id) VALUES ('imp_1', 'Real', 'sharegpt', 'r.json', 'x', 'usr_lea');
  INSERT INTO dialogue (id, run_id, import_id, number, status, head_id, context_limit) VALUES
    ('dlg_1', 'run_1', NULL, 1, 'ended', 'trn_2', 9), ('dlg_2', NULL, 'imp_1', 1, 'ended', 'trn_3', 9);
  INSERT INTO turn (id, dialogue_id, parent_id, speaker, text, origin, version) VALUES
    ('trn_1', 'dlg_1', NULL, 'user', 'Why is the sky blue?', 'model', 1), ('trn_2', 'dlg_1', 'trn_1', 'assistant', 'Light.', 'model', 2),
    ('trn_3', 'dlg_2', NULL, 'user', 'Hello', 'imported', 1);
  INSERT INTO attempt (id, dialogue_id, run_id, model_id, worker_id, speaker, outcome, request)
    VALUES ('att_1', 'dlg_1', 'run_1', 'mdl_own', 'w', 'assistant', 'used', '{}');
  INSERT INTO decision (id, dialogue_id, person_id, kind, act, before, after, version)
    VALUES ('dec_1', 'dlg_1', 'usr_ann', 'accept', '{}', '{}', '{}', 1);
  INSERT INTO bulk_act (id, change, total, person_id) VALUES ('bat_1', '{}', 1, 'usr_lea');
  INSERT INTO bulk_act_item (bulk_act_id, position, dialogue_id) VALUES ('bat_1', 1, 'dlg_1');
  INSERT INTO presence (dialogue_id, person_id, doing, seen_at) VALUES ('dlg_1', 'usr_ann', 'reading', now());
  INSERT INTO text_fingerprint (subject, digest, bands) VALUES ('dialogue', '\\x01', '{}'), ('dialogue', '\\x02', '{}');
  INSERT INTO dialogue_fingerprint (dialogue_id, subject, fingerprint_id, turn_id)
    SELECT 'dlg_1', 'dialogue', min(id), 'trn_2' FROM text_fingerprint;
  INSERT INTO fingerprint_link (from_id, to_id, similarity) SELECT min(id), max(id), 0.9 FROM text_fingerprint;
  INSERT INTO review_queue (id, name, spec, person_id) VALUES ('que_1', 'A queue', '{}', 'usr_lea');
  INSERT INTO guideline (queue_id, version, text, reasons, fields, person_id) VALUES ('que_1', 1, 'Be kind.', '[]', '[]', 'usr_lea');
  INSERT INTO review_item (id, queue_id, dialogue_id, position, needed, vacant) VALUES ('itm_1', 'que_1', 'dlg_1', 1, 1, 0);
  INSERT INTO assignment (id, item_id, queue_id, person_id, status) VALUES ('asg_1', 'itm_1', 'que_1', 'usr_ann', 'answered');
  INSERT INTO answer_version (assignment_id, version, event, person_id) VALUES ('asg_1', 1, 'answered', 'usr_ann');
  INSERT INTO benchmark (id, name, origin) VALUES ('bmk_own', 'Ours', 'own'), ('bmk_1', 'Sums', 'imported');
  INSERT INTO benchmark_question (benchmark_id, position, question_id, category, turns)
    VALUES ('bmk_own', 1, '1', 'math', '{1}'), ('bmk_1', 1, '1', 'math', '{1}');
  INSERT INTO prompt_set (id, name, origin, prompts) VALUES ('pst_own', 'Ours', 'own', '[]'), ('pst_1', 'Theirs', 'imported', '[]');
  INSERT INTO evaluation (id, name, spec, seed, person_id) VALUES ('evl_1', 'An evaluation', '{}', 9007199254740993, 'usr_lea');
  INSERT INTO candidate (id, evaluation_id, position, name, source) VALUES ('cnd_1', 'evl_1', 1, 'One', '{}'), ('cnd_2', 'evl_1', 2, 'Two', '{}');
  INSERT INTO evaluation_item (id, evaluation_id, position, category, turns) VALUES ('evi_1', 'evl_1', 1, 'math', '{1}');
  INSERT INTO candidate_response (item_id, candidate_id, evaluation_id, dialogue_id) VALUES ('evi_1', 'cnd_1', 'evl_1', 'dlg_1');
  INSERT INTO comparison (id, evaluation_id, item_id, first_id, second_id, position, needed, vacant)
    VALUES ('cmp_1', 'evl_1', 'evi_1', 'cnd_1', 'cnd_2', 1, 1, 0);
  INSERT INTO ballot (id, comparison_id, evaluation_id, person_id, ordinal, is_swapped, status)
    VALUES ('blt_1', 'cmp_1', 'evl_1', 'usr_ann', 0, false, 'voted');
  INSERT INTO vote_version (ballot_id, version, event) VALUES ('blt_1', 1, 'voted');
  INSERT INTO imported_vote (evaluation_id, item_id, first_id, second_id, outcome, rater, turn, record)
    VALUES ('evl_1', 'evi_1', 'cnd_1', 'cnd_2', 'tie', 'r', 1, '{}');
  INSERT INTO evaluation_figures (evaluation_id, query, votes_version, body, took_ms) VALUES ('evl_1', 'q', 1, '{}', 1);
  INSERT INTO judge_run (id, evaluation_id, judge, model_id, prompt_set_id, mode, person_id)
    VALUES ('jdr_1', 'evl_1', 'judge', 'mdl_own', 'pst_own', 'pair', 'usr_lea');
  INSERT INTO judgment (id, judge_run_id, item_id, first_id, second_id, turn, game) VALUES ('jmt_1', 'jdr_1', 'evi_1', 'cnd_1', 'cnd_2', 1, 1);
  INSERT INTO job (id, kind, payload, unit, person_id) VALUES ('job_1', 'duplicates', '{}', 'dialogues', 'usr_lea');
  INSERT INTO job_line (job_id, text) VALUES ('job_1', 'It waits.');`;

const realChat = "prj_00000000000realchat";
/** Of the server, or of no project: what ships with the studio, and a token for all of its person's projects. */
const ofNone: Record<string, number> = { api_token: 1, benchmark: 1, benchmark_question: 1, model: 2, prompt_set: 1 };

let name: string;
let client: pg.Client;
const url = (database: string) =>
  Object.assign(new URL(must(process.env.TEST_DATABASE_URL, "a database")), { pathname: `/${database}` }).href;

async function onServer(sql: string): Promise<void> {
  const server = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await server.connect();
  await server.query(sql);
  await server.end();
}

beforeEach(async () => {
  name = `upgrade_${randomBytes(6).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name}`);
  client = new pg.Client({ connectionString: url(name) });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function countRows(tables: string[], where = ""): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}" ${where}`);
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

test("a studio of the version before projects becomes the project RealChat, with all of it in there", async () => {
  const all = readMigrations();
  const at = all.findIndex((migration) => migration.name.endsWith("_projects"));
  await deploy(url(name), all.slice(0, at));
  await client.query(oldStudio);
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname !~ '^_'",
  );
  const before = await countRows(rows.map((row) => row.name));
  await deploy(url(name), all);

  const inProjects = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'project_id'",
  );
  const tables = inProjects.rows.map((row) => row.name).filter((table) => table in before);
  expect(tables.filter((table) => before[table] === 0)).toEqual([]);
  expect(tables.length).toBeGreaterThan(40);
  expect(before).toMatchObject(await countRows([...tables, "user"]));
  const outside = await countRows(tables, `WHERE project_id IS DISTINCT FROM '${realChat}'`);
  expect(Object.fromEntries(Object.entries(outside).filter(([, n]) => n > 0))).toEqual(ofNone);

  // What links name is found in it, behind the wall, and only there.
  await client.query("SET ROLE realchat_project");
  const seen = async (project: string) => {
    await client.query("SELECT set_config('app.project_id', $1, false)", [project]);
    return countRows(["run", "dialogue", "turn", "review_queue", "evaluation", "ballot", "job"]);
  };
  expect(await seen(realChat)).toEqual({
    run: 1,
    dialogue: 2,
    turn: 3,
    review_queue: 1,
    evaluation: 1,
    ballot: 1,
    job: 1,
  });
  expect(Object.values(await seen("prj_another")).every((n) => n === 0)).toBe(true);
  await client.query("RESET ROLE");

  const people = await client.query(
    `SELECT u.name, u.is_owner AS "isOwner", m.project_id AS project, m.roles FROM "user" u
     LEFT JOIN membership m ON m.person_id = u.id ORDER BY u.name`,
  );
  expect(people.rows).toEqual([
    { name: "Ann", isOwner: false, project: realChat, roles: ["annotator", "evaluator"] },
    { name: "Lea", isOwner: true, project: realChat, roles: ["lead"] },
    { name: "New", isOwner: false, project: null, roles: null },
  ]);
  const kept = await client.query("SELECT seed::text, slug FROM evaluation, project");
  expect(kept.rows).toEqual([{ seed: "9007199254740993", slug: "realchat" }]);
});
