// `npm run worker`: one more worker, on this machine or another. Nothing but a database connects it to the studio.
//
//   DATABASE_URL      the studio's database; without it, the embedded one of a studio that runs in this checkout
//   REALCHAT_SECRET   the studio's secret, which opens the provider keys; without it, the one in the data folder
//
// Ctrl-C lets it finish the turn it is writing (at most 35 s); a second one cuts that short.
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { Explained, explain } from "./base/explained.mjs";
import { narrate } from "./base/narrate.mjs";
import { prepare } from "./launch/prepare.mjs";

const ending = watchForTheEnd();

try {
  await prepare({ signal: ending.begun });
  const env = await environment();
  const { startStudio } = await import("./launch/studio.mjs");
  const studio = startStudio({ parts: ["worker"], env });
  ending.atEnd(() => studio.stop(ending.hurry));
  await studio.ready;
  narrate("the worker takes jobs");
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}

async function environment() {
  const { dataDir } = await import("./launch/data-dir.mjs");
  const { secretFor } = await import("./launch/secret.mjs");
  const { status } = await import("./migrate/migrations.mjs");
  const folder = dataDir();
  const databaseUrl = process.env.DATABASE_URL || (await runningDatabase(folder));
  const { pending } = await status(databaseUrl);
  if (pending.length > 0)
    throw new Explained(`The database is behind this checkout (${pending.map(({ name }) => name).join(", ")}).
Nothing was changed. Start the studio of this version first, or run \`npm run db -- deploy\`.`);
  const secret = secretFor(folder, { make: false });
  if (!secret)
    throw new Explained(`The worker needs the studio's secret to open the provider keys, and REALCHAT_SECRET is not set.
Nothing was started. The studio keeps it in the file \`secret\` of its data folder; pass its content as REALCHAT_SECRET.`);
  return { DATABASE_URL: databaseUrl, REALCHAT_SECRET: secret };
}

/** @param {string} folder */
async function runningDatabase(folder) {
  const { clusterAt } = await import("./postgres/postgres-cluster.mjs");
  const { findPostmaster } = await import("./postgres/postmaster.mjs");
  const cluster = clusterAt(folder);
  const server = await findPostmaster(cluster);
  if (server) return cluster.url(server.port, "realchat");
  throw new Explained(`DATABASE_URL is not set, and no studio runs in ${folder}. Nothing was started.
Set DATABASE_URL to the studio's database, or start the studio first: \`npm start\` brings a worker of its own.`);
}
