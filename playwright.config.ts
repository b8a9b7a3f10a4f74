import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 120_000,
  // Two cores carry browser, web, worker and Postgres: patience, not sleeps.
  expect: { timeout: 20_000 },
  // One browser at a time: two starve each other, the studio and its database on two cores.
  workers: 1,
  // A journey that fails once and then passes is reported as flaky, by name; one that fails twice fails the suite.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["line"], ["json", { outputFile: process.env.PLAYWRIGHT_REPORT ?? "test-results/report.json" }]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://127.0.0.1:3000",
    // Recording costs a journey a fifth of its time: only a second try is recorded, which says more than the first anyway.
    trace: "on-first-retry",
    launchOptions: {
      // Unset: the browser that Playwright has installed itself.
      executablePath: process.env.CHROMIUM || undefined,
      args: [
        "--no-sandbox", // Chromium refuses to run as root with it, and in CI we are root
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
});
