import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/**
 * Absolute path of something in the project.
 * @param {string[]} parts
 */
export function inProject(...parts) {
  return path.join(root, ...parts);
}

/** The scripts of installed packages that we run with our own Node: no npx, no shell, no PATH. */
export const bin = {
  biome: inProject("node_modules/@biomejs/biome/bin/biome"),
  oxlint: inProject("node_modules/oxlint/bin/oxlint"),
  next: inProject("node_modules/next/dist/bin/next"),
  playwright: inProject("node_modules/@playwright/test/cli.js"),
  prisma: inProject("node_modules/prisma/build/index.js"),
  tsc: inProject("node_modules/typescript/bin/tsc"),
  tsx: inProject("node_modules/tsx/dist/cli.mjs"),
  vitest: inProject("node_modules/vitest/vitest.mjs"),
};
