import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inProject } from "./project.mjs";

/**
 * SHA-256 over names and contents of files and folders of the project; what is missing counts as empty.
 * @param {string[]} paths
 * @param {(name: string) => boolean} ignore
 */
export function sourceHash(paths, ignore = () => false) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ name) => {
    const stat = fs.statSync(inProject(name), { throwIfNoEntry: false });
    if (!stat || ignore(name)) return;
    if (stat.isDirectory())
      for (const entry of fs.readdirSync(inProject(name)).sort()) add(path.posix.join(name, entry));
    else hash.update(`${name}\0${stat.size}\0`).update(fs.readFileSync(inProject(name)));
  };
  for (const name of paths) add(name);
  return hash.digest("hex");
}

/**
 * Remembers in a file which state of its sources a product was made from.
 * @param {string} file
 * @param {string} key
 */
export function stamp(file, key) {
  return {
    fresh: () => fs.existsSync(file) && fs.readFileSync(file, "utf8") === key,
    clear: () => fs.rmSync(file, { force: true }),
    save: () => {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, key);
    },
  };
}
