// The database by hand: `npm run db -- COMMAND`, or `node scripts/db.mjs COMMAND`.
//
//   deploy          apply pending migrations
//   status          which migrations are applied, pending, edited, failed, unknown
//   create NAME     write the difference between prisma/schema.prisma and the migrations as a new migration
//   drift           print that difference; exit code 1 if there is one
//   temp [CMD …]    a throw-away Postgres with all migrations. Prints DATABASE_URL and stays until Ctrl-C, or runs
//                   CMD with DATABASE_URL set and ends with it. Nothing of it remains.
//
// deploy and status work on DATABASE_URL, else on the embedded Postgres of the data folder. create and drift try the
// migrations in a throw-away server and never touch real data. A migration runs in one transaction (so no CREATE INDEX
// CONCURRENTLY) and may hold any SQL; mark what the Prisma schema cannot say: see externalThings in migration-files.mjs.
import "./base/node-version.mjs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Explained, explain } from "./base/explained.mjs";
import { prepare } from "./launch/prepare.mjs";

const [command = "help", ...args] = process.argv.slice(2);
/** @type {Record<string, (...args: string[]) => Promise<number | void>>} */
const commands = { deploy, status, create, drift, temp };

try {
  if (!Object.hasOwn(commands, command))
    throw new Explained("Say deploy, status, create NAME, drift or temp (see scripts/db.mjs).");
  await prepare();
  process.exitCode = (await commands[command]?.(...args)) ?? 0;
} catch (error) {
  explain(error);
  process.exit(1);
}

async function deploy() {
  const migrations = await import("./migrate/migrations.mjs");
  const applied = await withDatabase(migrations.deploy);
  console.log(applied.length === 0 ? "Nothing to apply." : `Applied ${applied.join(", ")}.`);
}

async function status() {
  const migrations = await import("./migrate/migrations.mjs");
  const states = await withDatabase(migrations.status);
  for (const [state, list] of Object.entries(states)) {
    for (const { name } of list) console.log(`${state.padEnd(8)} ${name}`);
  }
  return states.pending.length + states.edited.length + states.failed.length > 0 ? 1 : 0;
}

/** @param {string} [purpose] */
async function create(purpose) {
  if (!purpose) throw new Explained("A migration needs a name: `npm run db -- create add_run_budget`.");
  const migrations = await import("./migrate/migrations.mjs");
  const file = await withScratch((url) => migrations.create(url, purpose));
  console.log(
    file
      ? `Wrote ${file}. Read it, then \`npm run db -- deploy\`.`
      : "The migrations already say what the schema says.",
  );
}

async function drift() {
  const migrations = await import("./migrate/migrations.mjs");
  const sql = await withScratch(migrations.drift);
  if (sql === "") return console.log("No drift: the migrations say what the schema says.");
  console.log(sql);
  return 1;
}

/** @param {string[]} program */
async function temp(...program) {
  const { openTestDatabase } = await import("./test/test-database.mjs");
  const database = await openTestDatabase();
  try {
    if (program.length > 0) return await runWith(database.env, program);
    for (const [name, value] of Object.entries(database.env)) console.log(`${name}=${value}`);
    console.error("Ctrl-C ends it and removes everything.");
    // Nothing else keeps node alive: listening for a signal does not.
    const awake = setInterval(() => {}, 60_000);
    await Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
    clearInterval(awake);
  } finally {
    await database.stop();
  }
}

/**
 * @param {Record<string, string>} env
 * @param {string[]} program
 */
async function runWith(env, program) {
  const child = spawn(program[0], program.slice(1), { stdio: "inherit", env: { ...process.env, ...env } });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  return code ?? 1;
}

/**
 * DATABASE_URL, else the embedded server: joined if it runs, otherwise opened for as long as `use` takes.
 * @template T
 * @param {(url: string) => Promise<T>} use
 */
async function withDatabase(use) {
  if (process.env.DATABASE_URL) return use(process.env.DATABASE_URL);
  const { ensureDatabase, openPostgres } = await import("./postgres/embedded-postgres.mjs");
  const { dataDir } = await import("./launch/data-dir.mjs");
  const server = await openPostgres(dataDir());
  try {
    await ensureDatabase(server, "realchat");
    return await use(server.url("realchat"));
  } finally {
    if (server.started && !(await isUsed(server))) await server.stop();
  }
}

/**
 * A studio that was started meanwhile has joined our server and goes on with it.
 * @param {{ url: (database: string) => string }} server
 */
async function isUsed(server) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  const others = "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
  const { rowCount } = await client.query(others);
  await client.end();
  return (rowCount ?? 0) > 0;
}

/**
 * @template T
 * @param {(url: string) => Promise<T>} use
 */
async function withScratch(use) {
  const { openTemporaryPostgres } = await import("./postgres/temporary-postgres.mjs");
  const server = await openTemporaryPostgres();
  try {
    return await use(server.url("postgres"));
  } finally {
    await server.stop();
  }
}
