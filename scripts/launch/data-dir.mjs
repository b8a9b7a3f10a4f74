import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Explained } from "../base/explained.mjs";
import { narrate } from "../base/narrate.mjs";
import { inProject, root } from "../base/project.mjs";
import { accountFor, closedFolder } from "../postgres/postgres-account.mjs";

/**
 * The folder that holds everything worth a backup (database, password, secret), made if missing: REALCHAT_DATA_DIR, else
 * `.data`. Where root works below a folder that the account of Postgres cannot enter (a clone in /root, a mktemp
 * folder), a place below /var/lib is used instead, always the same one for this checkout.
 */
export function dataDir() {
  const chosen = process.env.REALCHAT_DATA_DIR;
  const folder = chosen ? path.resolve(chosen) : inProject(".data");
  const ourPostgres = !process.env.DATABASE_URL;
  const closed = ourPostgres && closedFolder(folder, accountFor(path.join(folder, "postgres")));
  if (!closed) return make(folder);
  if (chosen)
    throw new Explained(`${closed} is closed to the user that runs Postgres, so REALCHAT_DATA_DIR cannot be below it.
Nothing was changed. Run \`chmod o+x ${closed}\`, choose another folder, or set DATABASE_URL.`);
  const checkout = `${path.basename(root)}-${createHash("sha256").update(root).digest("hex").slice(0, 8)}`;
  const elsewhere = path.join("/var/lib/realchat-studio", checkout);
  narrate(
    `${closed} is closed to the user that runs Postgres: data goes to ${elsewhere} (REALCHAT_DATA_DIR changes that)`,
  );
  return make(elsewhere);
}

/** @param {string} folder */
function make(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new Explained(`The data folder ${folder} cannot be written (${error.code}): it belongs to another user.
Nothing was changed. Start as that user, or set REALCHAT_DATA_DIR to a folder of your own.`);
  }
  return fs.realpathSync(folder);
}
