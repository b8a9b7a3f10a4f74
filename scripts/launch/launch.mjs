// The second half of `npm start`: from here on packages may be imported.
import { networkInterfaces } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Explained } from "../base/explained.mjs";
import { narrate } from "../base/narrate.mjs";
import { firstFreePort, isFree } from "../base/ports.mjs";
import { warningsOfAccount } from "../migrate/account.mjs";
import { deploy } from "../migrate/migrations.mjs";
import { buildIfChanged } from "./build.mjs";
import { dataDir } from "./data-dir.mjs";
import { lockDataDir } from "./data-dir-lock.mjs";
import { guardPostgres } from "./guarded-postgres.mjs";
import { secretFor } from "./secret.mjs";
import { setUpCode, waitsForFirstAccount } from "./set-up-code.mjs";

/**
 * Everything that a studio stands on, and the studio from `startParts({ host, port, env })`: the lock of the data
 * folder, the secret, the database with its migrations, meanwhile the build. Prints the URL when all is ready, and the
 * set-up code while the first account asks for it (`hasWeb`: one of the parts answers browsers).
 * @param {{
 *   startParts: (options: { host: string, port: number, env: Record<string, string | undefined> }) => import("./studio.mjs").Studio,
 *   hasWeb?: boolean,
 *   build?: (options: { signal?: AbortSignal }) => Promise<void>,
 *   ending: import("../base/ending.mjs").Ending,
 * }} options
 */
export async function launch({ startParts, hasWeb = true, build = buildIfChanged, ending }) {
  const wanted = wantedPort();
  const folder = dataDir();
  const lock = await lockDataDir(folder);
  if (lock.holder) return sayWhoRuns(lock.holder);
  ending.atEnd(async () => lock.release());
  ending.begun.addEventListener("abort", () => lock.tell({ stopping: true }));

  const secret = secretFor(folder, { make: true });
  const built = build({ signal: ending.begun });
  built.catch(() => {}); // awaited below; the database may fail first
  const databaseUrl = process.env.DATABASE_URL || (await openDatabase(folder, ending));
  const applied = await deploy(databaseUrl);
  if (applied.length > 0) narrate(`migrations applied: ${applied.join(", ")}`);
  // The embedded server is the studio's alone; one's own may hold more than it.
  if (process.env.DATABASE_URL) for (const warning of await warningsOfAccount(databaseUrl)) narrate(warning);
  await built;
  if (ending.begun.aborted) return;

  const host = process.env.HOST || "127.0.0.1";
  const port = await choosePort(wanted, host, lock.wasLeft);
  const code =
    process.env.REALCHAT_SETUP_CODE ||
    setUpCode(/** @type {string} */ (secret), { host, url: process.env.REALCHAT_URL });
  const env = {
    DATABASE_URL: databaseUrl,
    REALCHAT_SECRET: secret,
    REALCHAT_SETUP_CODE: code,
    HOST: host,
    PORT: String(port),
  };
  const studio = startParts({ host, port, env });
  ending.atEnd(() => studio.stop(ending.hurry));
  await studio.ready;
  lock.tell({ url: studio.url });
  narrate("ready");
  console.log(`\n  RealChat Studio: ${process.env.REALCHAT_URL || studio.url}\n${forOthers(host, port)}`);
  if (code && hasWeb && (await waitsForFirstAccount(studio.url)))
    console.log(`  The first account asks for this set-up code: ${code}\n`);
}

/**
 * What to tell people on the network, when they are let in.
 * @param {string} host
 * @param {number} port
 */
function forOthers(host, port) {
  if (process.env.REALCHAT_URL || (host !== "0.0.0.0" && host !== "::")) return "";
  const wanted = host === "::" ? ["IPv4", "IPv6"] : ["IPv4"];
  const found = Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ family, internal, scopeid }) => wanted.includes(family) && !internal && !scopeid)
    .map(({ family, address }) => `  http://${family === "IPv6" ? `[${address}]` : address}:${port}\n`);
  return `  On the network:\n${found.map((line) => `  ${line}`).join("")}
  The studio answers at these addresses only. Under a name, behind a proxy or with TLS: set REALCHAT_URL to the
  address that people type (and REALCHAT_TRUST_PROXY=1 behind a proxy).\n`;
}

/**
 * @param {string} folder
 * @param {import("../base/ending.mjs").Ending} ending
 */
async function openDatabase(folder, ending) {
  const opening = guardPostgres(folder, "realchat");
  ending.atEnd(async () => (await opening.catch(() => undefined))?.stop());
  const { url, started } = await opening;
  narrate(started ? "database started" : "joined the database that was still running");
  return url;
}

function wantedPort() {
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Explained(
    `PORT=${process.env.PORT} is not a port: say a number from 1 to 65535, or 0 for any. Nothing was started.`,
  );
}

/**
 * @param {number} wanted
 * @param {string} host
 * @param {boolean} wasLeft
 */
async function choosePort(wanted, host, wasLeft) {
  // A launcher that was killed leaves a web process that is just stopping: give it a moment to hand the port back.
  for (let waited = 0; wasLeft && waited < 5_000 && !(await isFree(wanted, host)); waited += 100) await sleep(100);
  const port = await firstFreePort(wanted, host);
  if (wanted !== 0 && port !== wanted)
    narrate(`port ${wanted} is in use by another program, taking ${port} (PORT changes that)`);
  return port;
}

/** @param {{ pid: number, url?: string, folder: string }} holder */
function sayWhoRuns({ pid, url, folder }) {
  console.log(`
  RealChat Studio already runs${url ? `: ${url}` : " and is still starting"} (process ${pid}, data in ${folder}).
  Nothing more was started. Ctrl-C there or \`kill ${pid}\` stops it; with another REALCHAT_DATA_DIR a second one can run beside it.
`);
  process.exit(0);
}
