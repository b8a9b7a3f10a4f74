// What database tests stand on: a throw-away server with a migrated template that each test clones in milliseconds.

import { deploy } from "../migrate/migrations.mjs";
import { ensureDatabase } from "../postgres/embedded-postgres.mjs";
import { openTemporaryPostgres } from "../postgres/temporary-postgres.mjs";

/**
 * `env` holds TEST_DATABASE_URL (superuser, maintenance database; clone with CREATE DATABASE x TEMPLATE
 * realchat_template) and DATABASE_URL (a migrated, empty database); `clone(name)` resolves to the URL of one more.
 * @param {{ durable?: boolean }} [options]
 */
export async function openTestDatabase(options) {
  const server = await openTemporaryPostgres(options);
  /** @param {string} name */
  const clone = async (name) => {
    await ensureDatabase(server, name, { template });
    return server.url(name);
  };
  try {
    await ensureDatabase(server, template);
    await deploy(server.url(template));
    const env = { DATABASE_URL: await clone("realchat"), TEST_DATABASE_URL: server.url("postgres") };
    return { ...server, env, clone };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const template = "realchat_template";

/** Vitest's globalSetup: only when nobody has brought a server, so that `vitest run some.db.test.ts` simply works. */
export async function setup() {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const { env, stop } = await openTestDatabase();
  Object.assign(process.env, env);
  return stop;
}
