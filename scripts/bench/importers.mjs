import fs from "node:fs";
import path from "node:path";
import { root } from "../base/project.mjs";
import { figure } from "./figures.mjs";

/** How many files of the studio a single other one imports: a reader who follows a feature opens each of them. */
export function importers() {
  const counted = countImporters(root);
  const share = ((100 * counted.single.length) / counted.files).toFixed(0);
  figure("files with one importer", `${counted.single.length} of ${counted.files} (${share} %)`);
  figure("  opened by an entry of Next: a page's screen, a route's operation", String(counted.entered.length));
  for (const [folder, count] of byFolder(counted.single)) figure(`  ${folder}`, String(count));
}

/**
 * Reads every source file of app, components and lib, without tests, declarations and generated code.
 *
 * @param {string} folder - the project's root, of this or another version
 * @returns {{ files: number, single: string[], entered: string[] }} how many there are, those that exactly one other
 *   imports, and those of them that a page, layout or route of Next imports, which can be no part of it
 */
export function countImporters(folder) {
  const files = ["app", "components", "lib"].flatMap((name) => sourcesIn(folder, name));
  const known = new Set(files);
  /** @type {Map<string, Set<string>>} */
  const importersOf = new Map(files.map((file) => [file, new Set()]));
  for (const file of files) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    for (const [, specifier = ""] of text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"([^"]+)"/g)) {
      const target = resolve(file, specifier, known);
      if (target && target !== file) importersOf.get(target)?.add(file);
    }
  }
  const single = files.filter((file) => importersOf.get(file)?.size === 1);
  const isEntry = /** @param {string} file */ (file) => /^app\/(.+\/)?(page|layout|route)\.tsx?$/.test(file);
  const entered = single.filter((file) => [...(importersOf.get(file) ?? [])].every(isEntry));
  return { files: files.length, single, entered };
}

/** @type {(folder: string, name: string) => string[]} */
function sourcesIn(folder, name) {
  const isSource = /** @param {string} file */ (file) =>
    /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$/.test(file) && !file.includes("/generated/");
  return fs
    .readdirSync(path.join(folder, name), { recursive: true, encoding: "utf8" })
    .map((file) => `${name}/${file.replaceAll(path.sep, "/")}`)
    .filter(isSource);
}

/** @type {(from: string, specifier: string, known: Set<string>) => string | undefined} */
function resolve(from, specifier, known) {
  if (!/^(\.|@\/)/.test(specifier)) return undefined;
  const target = specifier.startsWith("@/") ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier);
  return ["", ".ts", ".tsx", "/index.ts"].map((end) => target + end).find((file) => known.has(file));
}

/** @type {(files: string[]) => [string, number][]} */
function byFolder(files) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const file of files) {
    const folder = file.split("/").slice(0, 2).join("/");
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
