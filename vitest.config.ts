import path from "node:path";
import { defineConfig } from "vitest/config";

const elsewhere = ["**/node_modules/**", "**/.next*/**", "e2e/**"];

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
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.ts"], exclude: [...elsewhere, "**/*.db.test.ts"] },
      },
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
          exclude: elsewhere,
          // A throw-away Postgres, unless TEST_DATABASE_URL brings one.
          globalSetup: ["scripts/test/test-database.mjs"],
        },
      },
    ],
  },
});
