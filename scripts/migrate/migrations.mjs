// Migrations, kept in Prisma's format and table. Applying them needs no engine, only pg: so one migration and the
// note that it was applied are one transaction, and an interrupted deploy is as if it had not begun.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { Explained } from "../base/explained.mjs";
import { inProject } from "../base/project.mjs";
import { connectionFault } from "./connection-fault.mjs";
import { externalThings, readMigrations, writeMigration } from "./migration-files.mjs";

const createHistory = `create table if not exists _prisma_migrations (
  id varchar(36) primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/**
 * Applies what the database at `url` lacks and returns the names; callers that come together wait for each other.
 * @param {string} url
 */
export async function deploy(url, migrations = readMigrations()) {
  return withClient(url, async (client) => {
    await client.query("select pg_advisory_lock(72707369)"); // the number Prisma itself takes; freed with the session
    const { pending, edited, failed } = await compare(client, migrations);
    if (failed.length > 0) throw new Explained(failedMessage(failed));
    if (edited.length > 0) throw new Explained(editedMessage(edited));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  });
}

/**
 * What is applied, pending, edited after it was applied, failed under another tool, or unknown to this checkout.
 * @param {string} url
 */
export async function status(url, migrations = readMigrations()) {
  return withClient(url, (client) => compare(client, migrations));
}

/**
 * Migrates the database at `url` and returns the SQL by which the schema is ahead of the migrations, "" if it is not.
 * @param {string} url
 */
export async function drift(url) {
  await deploy(url);
  const { sqlTowardsSchema } = await import("./schema-engine.mjs"); // 5 MB of WebAssembly that a start never needs
  const external = externalThings(readMigrations());
  const script = await sqlTowardsSchema(url, { schemaFile: inProject("prisma/schema.prisma"), external });
  return withoutExternalIndexes(script ?? "", external.indexes);
}

/**
 * Writes the drift as a new migration and returns its path; undefined if there is none.
 * @param {string} url
 * @param {string} purpose
 */
export async function create(url, purpose) {
  const sql = await drift(url);
  return sql === "" ? undefined : writeMigration(purpose, sql);
}

/**
 * @param {pg.Client} client
 * @param {import("./migration-files.mjs").Migration[]} migrations
 */
async function compare(client, migrations) {
  const { rows } = await client.query("select to_regclass('_prisma_migrations') is not null as there");
  /** @type {{ rows: { migration_name: string, checksum: string, finished_at: Date | null }[] }} */
  const history = rows[0].there
    ? await client.query(
        "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
      )
    : { rows: [] };
  const seen = new Map(history.rows.map((row) => [row.migration_name, row]));
  const known = new Set(migrations.map(({ name }) => name));
  return {
    applied: migrations.filter(
      ({ name, checksum }) => seen.get(name)?.finished_at && seen.get(name)?.checksum === checksum,
    ),
    pending: migrations.filter(({ name }) => !seen.has(name)),
    edited: migrations.filter(({ name, checksum }) => seen.has(name) && seen.get(name)?.checksum !== checksum),
    failed: history.rows.filter((row) => !row.finished_at).map((row) => ({ name: row.migration_name })),
    unknown: [...seen.keys()].filter((name) => !known.has(name)).map((name) => ({ name })),
  };
}

/**
 * @param {pg.Client} client
 * @param {import("./migration-files.mjs").Migration} migration
 */
async function apply(client, { name, sql, checksum }) {
  try {
    await client.query("begin");
    await client.query(createHistory);
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split("\n").length})` : "";
    throw new Explained(
      `Migration ${name} failed${line}: ${error.message}
The database is as it was before it. Mend prisma/migrations/${name}/migration.sql and start again.`,
      { cause: error },
    );
  }
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} use
 */
async function withClient(url, use) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // a lost connection also rejects the query under way
  await client.connect().catch((error) => {
    throw connectionFault(error, url);
  });
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/**
 * The diff comes as blocks of a comment and its statement.
 * @param {string} script
 * @param {string[]} indexes
 */
function withoutExternalIndexes(script, indexes) {
  const dropped = new Set(indexes.map((name) => `DROP INDEX "${name}";`));
  const blocks = script.split(/\n{2,}/).filter((block) => {
    const statement = block.replace(/^\s*--.*$/gm, "").trim();
    return statement !== "" && !dropped.has(statement);
  });
  return blocks.length === 0 ? "" : `${blocks.join("\n\n").trim()}\n`;
}

/** @param {{ name: string }[]} migrations */
function names(migrations) {
  return migrations.map(({ name }) => name).join(", ");
}

/** @param {{ name: string }[]} edited */
function editedMessage(edited) {
  return `The database was migrated with another text of ${names(edited)} than this checkout has. Nothing was changed.
An applied migration must stay as it is: restore its text (git log -- prisma/migrations) and put the change into a new one,
\`npm run db -- create NAME\`. If the data is of no value, delete the data folder and start again.`;
}

/** @param {{ name: string }[]} failed */
function failedMessage(failed) {
  return `The migration ${names(failed)} was begun by another tool and not finished. Nothing was changed.
Look at what it left, then \`npx prisma migrate resolve --rolled-back ${failed[0].name}\` (or --applied), and start again.`;
}
