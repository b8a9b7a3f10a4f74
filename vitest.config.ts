import path from "node:path";
import { defineConfig } from "vitest/config";

const elsewhere = ["**/node_modules/**", "**/.next*/**", "e2e/**"];
/** Tests that put others in the place of modules, read them anew, or are about what a process remembers. */
const alone = "**/*.alone.*";
/** A throw-away Postgres, unless TEST_DATABASE_URL brings one. */
const postgres = ["scripts/test/test-database.mjs"];

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: `${path.resolve(import.meta.dirname)}/` }] },
  test: {
    // All cores: by itself Vitest leaves one free, which is half of two.
    maxWorkers: "100%",
    // A loaded machine is slow, not wrong.
    testTimeout: 30_000,
    // A test that never comes to an `expect` cannot fail.
    expect: { requireAssertions: true },
    hookTimeout: 60_000,
    // Files share the modules of their worker: loading them anew for each takes longer than most tests.
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...elsewhere, "**/*.db.test.ts", alone],
          isolate: false,
        },
      },
      { extends: true, test: { name: "unit-alone", include: ["**/*.alone.test.ts"], exclude: elsewhere } },
      {
        extends: true,
        test: {
          name: "dom",
          include: ["**/*.test.tsx"],
          exclude: elsewhere,
          environment: "happy-dom",
          setupFiles: ["lib/testing/fresh-dom.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: [...elsewhere, alone],
          globalSetup: postgres,
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "db-alone", include: ["**/*.alone.db.test.ts"], exclude: elsewhere, globalSetup: postgres },
      },
    ],
  },
});
