import { Explained } from "../base/explained.mjs";

/**
 * What a process that joins a studio is given: its database, up to date with this checkout, and its secret.
 * @param {string} name of that process, for what is said where something is missing
 */
export async function connectedEnvironment(name) {
  const { dataDir } = await import("./data-dir.mjs");
  const { secretFor } = await import("./secret.mjs");
  const { status } = await import("../migrate/migrations.mjs");
  const folder = dataDir();
  const databaseUrl = process.env.DATABASE_URL || (await runningDatabase(folder));
  const { pending } = await status(databaseUrl);
  if (pending.length > 0)
    throw new Explained(`The database is behind this checkout (${pending.map(({ name }) => name).join(", ")}).
Nothing was changed. Start the studio of this version first, or run \`npm run db -- deploy\`.`);
  const secret = secretFor(folder, { make: false });
  if (!secret)
    throw new Explained(`The ${name} needs the studio's secret to open the provider keys, and REALCHAT_SECRET is not set.
Nothing was started. The studio keeps it in the file \`secret\` of its data folder; pass its content as REALCHAT_SECRET.`);
  return { DATABASE_URL: databaseUrl, REALCHAT_SECRET: secret };
}

/** @param {string} folder */
async function runningDatabase(folder) {
  const { clusterAt } = await import("../postgres/postgres-cluster.mjs");
  const { findPostmaster } = await import("../postgres/postmaster.mjs");
  const cluster = clusterAt(folder);
  const server = await findPostmaster(cluster);
  if (server) return cluster.url(server.port, "realchat");
  throw new Explained(`DATABASE_URL is not set, and no studio runs in ${folder}. Nothing was started.
Set DATABASE_URL to the studio's database, or start the studio first: \`npm start\` brings a worker of its own.`);
}
