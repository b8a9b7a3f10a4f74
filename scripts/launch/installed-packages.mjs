import fs from "node:fs";
import { inProject } from "../base/project.mjs";

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of what it put there.
 * Spares a second install after someone ran `npm ci` or `npm install` by hand. Optional packages may be missing:
 * they are the binaries of other platforms.
 */
export function packagesMatchLock() {
  const record = readJson("node_modules/.package-lock.json");
  if (!record) return false;
  const wanted = readJson("package-lock.json").packages;
  return Object.entries(wanted).every(([where, { version, integrity, optional }]) => {
    if (where === "") return true;
    const there = record.packages[where];
    return there ? there.version === version && there.integrity === integrity : optional === true;
  });
}

/** @param {string} name */
function readJson(name) {
  const file = inProject(name);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}
