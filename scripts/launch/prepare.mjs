// Brings a checkout to the point where its packages can be imported. Only node: imports: there may be none yet.
import fs from "node:fs";
import { lastLines, run, runNode } from "../base/command.mjs";
import { Explained } from "../base/explained.mjs";
import { narrate } from "../base/narrate.mjs";
import { bin, inProject } from "../base/project.mjs";
import { sourceHash, stamp } from "../base/source-hash.mjs";
import { packagesMatchLock } from "./installed-packages.mjs";

/**
 * Installs what package-lock.json asks for and generates the Prisma client, each only if it is missing or out of date.
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function prepare({ signal } = {}) {
  // What root installs or makes must be readable by the account that Postgres runs under.
  if (process.getuid?.() === 0) process.umask(0o022);
  quietTools();
  await installPackages(signal);
  await generateClient(signal);
}

/** No tool of ours phones home, and Prisma does not look for an engine that it never runs. */
function quietTools() {
  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    BETTER_AUTH_TELEMETRY: "0",
  });
  // Any existing file will do, by absolute path: without it `prisma generate` downloads a schema engine.
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= process.execPath;
}

/** @param {AbortSignal | undefined} signal */
async function installPackages(signal) {
  const installed = stamp(inProject("node_modules/.stamp"), sourceHash(["package-lock.json"]));
  if (installed.fresh()) return;
  if (!packagesMatchLock()) {
    narrate("installing packages (npm ci), half a minute the first time");
    // --include=dev: next build and prisma generate need them, also where NODE_ENV=production is set.
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const { code, output } = await run("npm", args, { show: true, signal, shell: process.platform === "win32" });
    if (code !== 0) throw new Explained(`${output}${installFailed}`);
    narrate("packages installed");
  }
  installed.save();
}

const installFailed = `The packages could not be installed; npm's own words are above. Your data was not touched.
  - no network, or a registry that does not answer: connect, or set npm_config_registry to one you can reach
  - "package.json and package-lock.json are not in sync": run \`npm install\` once and commit the new lock
  - EACCES: this folder belongs to another user; run as that user or clone again
Then run the same command again: it goes on where it stopped.`;

/** @param {AbortSignal | undefined} signal */
async function generateClient(signal) {
  const file = inProject("lib/data/generated/prisma/client.ts");
  const sources = [
    "prisma/schema.prisma",
    "node_modules/@prisma/client/package.json",
    "node_modules/prisma/package.json",
  ];
  const generated = stamp(inProject("lib/data/generated/.stamp"), sourceHash(sources));
  if (fs.existsSync(file) && generated.fresh()) return;
  const { code, output } = await runNode([bin.prisma, "generate"], { signal });
  if (code !== 0) throw new Explained(`prisma generate failed:\n${lastLines(output, 40)}`);
  generated.save();
  narrate("database client generated");
}
