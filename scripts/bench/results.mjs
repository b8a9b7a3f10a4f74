import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { tsImport } from "tsx/esm/api";
import { openTestDatabase } from "../test/test-database.mjs";
import { figure, latencies } from "./figures.mjs";
import { workInTheProject } from "./people.mjs";

/** @typedef {import("../base/ending.mjs").Ending} Ending */
/** @typedef {import("pg").Client} Client */

const votes = 100_000;
const candidates = 10;
const items = 1_000;
const people = 49;
const reads = 200;
const evaluationId = "evl_bench";
const order = { figures: "results", source: "people" };

/**
 * How long reading an evaluation's results holds the thread that answers, at 100,000 votes. Starts a worker, no studio.
 *
 * @param {unknown} _studio
 * @param {Ending} ending
 */
export async function results(_studio, ending) {
  const database = await openTestDatabase();
  ending.atEnd(() => database.stop());
  Object.assign(process.env, database.env, { REALCHAT_SECRET: "0".repeat(64) });
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  await workInTheProject(client);
  await fill(client);
  figure("votes, candidates, items, people", `${votes}, ${candidates}, ${items}, ${people}`);

  const load = /** @param {string} path */ (path) => tsImport(`../../lib/${path}.ts`, import.meta.url);
  const { computeFigures } = await load("operations/judging/compute-figures");
  /** @type {{ inProject: <T>(projectId: string, work: () => Promise<T>) => Promise<T> }} */
  const { inProject } = await load("data/project-at-work");
  const project = (await client.query("SELECT id FROM project")).rows[0].id;
  const computed = await holding(() => inProject(project, () => computeFigures(evaluationId, order)));
  figure("computed by the thread that answers, as before jobs", `${computed.ms} ms, held ${computed.held} ms`);

  const worker = spawn(process.execPath, ["--import", "tsx", "lib/worker/main.ts"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, REALCHAT_LOG_LEVEL: "fatal" },
  });
  ending.atEnd(async () => worker.kill("SIGKILL"));
  await once(worker, "message");
  const { readFigures, figuresResponse } = await load("operations/judging/read-figures");
  const lead = { id: "bench-1", name: "Lead", email: "lead@example.org", roles: ["lead"] };
  const read = () =>
    inProject(project, async () => (await figuresResponse(await readFigures(lead, evaluationId, order)).text()).length);
  const first = await holding(read);
  figure("the first read, which waits for the worker", `${first.ms} ms, held ${first.held} ms`);
  /** @type {number[]} */
  const each = [];
  const later = await holding(async () => {
    for (let i = 0; i < reads; i++) {
      const began = performance.now();
      await read();
      each.push(performance.now() - began);
    }
  });
  const idle = await holding(() => sleep(later.ms));
  figure(`${reads} reads of what is stored`, `${latencies(each, 1)}, held ${later.held} ms (goal 20 ms)`);
  figure(
    "  their CPU, ms each; comparator: held with nothing to do",
    `${(later.cpu / reads).toFixed(2)}; ${idle.held} ms`,
  );
  await client.query("UPDATE ballot SET seconds = seconds + 1 WHERE id = 'blt_bench_1'");
  const stale = await holding(read);
  figure("a read after another vote: the last figures at once", `${stale.ms} ms, held ${stale.held} ms`);
  await client.end();
}

/**
 * How long `work` takes, its CPU, and the longest time for which it let nothing else run (or the machine did).
 *
 * @param {() => Promise<unknown>} work
 */
async function holding(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const ms = Math.round(performance.now() - began);
  const { user, system } = process.cpuUsage(before);
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return { ms, cpu: (user + system) / 1e3, held: (delay.max / 1e6).toFixed(1) };
}

/** @param {Client} client */
async function fill(client) {
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO "user" (id, name, email, updated_at)
     SELECT 'bench-' || n, 'Person ' || n, 'bench-' || n || '@example.org', now() FROM generate_series(1, $1) n`,
    [people],
  );
  await client.query(
    `INSERT INTO membership (project_id, person_id, roles)
     SELECT current_project(), 'bench-' || n, '{lead}' FROM generate_series(1, $1) n`,
    [people],
  );
  await client.query(
    `INSERT INTO evaluation (id, name, status, spec, seed, person_id, launched_at)
     VALUES ($1, 'Bench', 'open', $2, 1, 'bench-1', now())`,
    [evaluationId, {}],
  );
  await client.query(
    `INSERT INTO candidate (id, evaluation_id, position, name, source)
     SELECT 'con_' || n, $1, n, 'Model ' || n, '{"kind": "file", "fileName": ""}' FROM generate_series(1, $2::int) n`,
    [evaluationId, candidates],
  );
  await client.query(
    `INSERT INTO evaluation_item (id, evaluation_id, position, category, turns)
     SELECT 'evi_' || n, $1, n, 'category ' || n % 8, ARRAY['Why?'] FROM generate_series(1, $2::int) n`,
    [evaluationId, items],
  );
  await client.query(
    `INSERT INTO comparison (id, evaluation_id, item_id, first_id, second_id, position, needed, vacant, is_ready)
     SELECT 'cmp_' || i || '_' || a || '_' || b, $1, 'evi_' || i, 'con_' || a, 'con_' || b,
       row_number() OVER (ORDER BY i, a, b), 3, 0, true
     FROM generate_series(1, $2::int) i, generate_series(1, $3::int) a, generate_series(1, $3::int) b WHERE a < b`,
    [evaluationId, items, candidates],
  );
  await client.query(
    `INSERT INTO ballot (id, comparison_id, evaluation_id, person_id, ordinal, is_swapped, status, vote, seconds, voted_at)
     SELECT 'blt_bench_' || n, c.id, $1, 'bench-' || 1 + p, n, n % 2 = 0, 'voted',
       jsonb_build_object('kind', 'pair', 'choice',
         (ARRAY['left', 'right', 'left', 'right', 'tie'])[1 + mod(abs(hashtext('v' || n)), 5)],
         'rounds', '[]'::jsonb, 'criteria', '{}'::jsonb, 'strength', NULL, 'reason', ''), 8, now()
     FROM (
       SELECT c.id, p, row_number() OVER (ORDER BY p, c.position) AS n
       FROM comparison c, generate_series(0, $3::int - 1) p WHERE mod(abs(hashtext(c.id || ' ' || p)), 22) = 0
     ) c LIMIT $2`,
    [evaluationId, votes, people],
  );
  await client.query("COMMIT");
  await client.query("ANALYZE");
}
