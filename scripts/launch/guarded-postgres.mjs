import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { narrate } from "../base/narrate.mjs";
import { ensureDatabase, openPostgres } from "../postgres/embedded-postgres.mjs";

/**
 * The embedded server with its database, brought back on the same port whenever it dies. One idle connection is both
 * the alarm and the sign to others that the server is in use.
 * @param {string} folder
 * @param {string} database
 */
export async function guardPostgres(folder, database) {
  let server = await openPostgres(folder);
  /** @type {pg.Client} */
  let watch;
  let stopping = false;

  async function keepWatch() {
    watch = new pg.Client({ connectionString: server.url("postgres"), application_name: "realchat launcher" });
    watch.on("error", () => {}); // "end" follows
    await watch.connect();
    watch.once("end", () => stopping || bringBack());
  }

  async function bringBack() {
    narrate("the database is gone, bringing it back");
    for (let pause = 500; !stopping; pause = Math.min(pause * 2, 10_000)) {
      try {
        server = await openPostgres(folder, { port: server.port });
        await keepWatch();
        return narrate("the database is back");
      } catch (error) {
        narrate(`not yet: ${error.message}`);
        await sleep(pause);
      }
    }
  }

  async function stop() {
    stopping = true;
    await watch.end().catch(() => {});
    await server.stop();
  }

  await ensureDatabase(server, database);
  await keepWatch();
  return { url: server.url(database), started: server.started, stop };
}
