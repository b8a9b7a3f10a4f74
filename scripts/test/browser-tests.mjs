import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { lastLines, runNode } from "../base/command.mjs";
import { freePort } from "../base/ports.mjs";
import { bin, inProject } from "../base/project.mjs";
import { startStudio } from "../launch/studio.mjs";
import { chromiumEnv } from "./chromium.mjs";
import { suite, verdict, withReport } from "./suites.mjs";

/**
 * The suite "e2e": the built studio on a free port, with a database of its own and an administrator that the tests
 * know, and Playwright in front of it. What the studio printed is kept in test-results/studio.log.
 * @param {{
 *   built: Promise<unknown>,
 *   database: { clone: (name: string) => Promise<string> },
 *   ending: import("../base/ending.mjs").Ending,
 * }} options
 */
export function runBrowserTests({ built, database, ending }) {
  return suite("e2e", async () => {
    await built;
    const browser = await chromiumEnv(ending.begun);
    const env = studioEnvironment(await database.clone("e2e"));
    let said = "";
    const studio = startStudio({ port: await freePort(), env, write: (text) => (said += text) });
    ending.atEnd(() => studio.stop(ending.hurry));
    try {
      await studio.ready;
      const result = await runPlaywright({ ...env, ...browser, BASE_URL: studio.url }, ending.begun);
      return result.failed > 0 ? { ...result, output: `${result.output}\n${tail(said)}` } : result;
    } catch (error) {
      return verdict({ code: 1, output: `${error.message}\n${tail(said)}` });
    } finally {
      await studio.stop(ending.hurry);
      fs.mkdirSync(inProject("test-results"), { recursive: true });
      fs.writeFileSync(inProject("test-results/studio.log"), said);
    }
  });
}

/** @param {string} said */
function tail(said) {
  return `The studio's own last words (all of them: test-results/studio.log):\n${lastLines(said, 60)}`;
}

/**
 * Nothing of the caller's own providers or accounts reaches the studio under test.
 * @param {string} databaseUrl
 */
function studioEnvironment(databaseUrl) {
  return {
    DATABASE_URL: databaseUrl,
    REALCHAT_SECRET: randomBytes(32).toString("hex"),
    REALCHAT_URL: "",
    REALCHAT_ADMIN_EMAIL: "lead@example.org",
    REALCHAT_ADMIN_PASSWORD: randomBytes(12).toString("hex"),
    REALCHAT_ADMIN_TOKEN: randomBytes(24).toString("hex"),
    REALCHAT_EMBEDDED_TOKENS_PER_SECOND: "150", // slow enough to be seen streaming and held in mid-dialogue
    OPENAI_API_KEY: "",
    OPENAI_BASE_URL: "",
    OPENAI_MODEL: "",
  };
}

/**
 * @param {Record<string, string>} env
 * @param {AbortSignal} signal
 */
async function runPlaywright(env, signal) {
  const { report, code, output } = await withReport((file) =>
    runNode([bin.playwright, "test"], { env: { ...env, PLAYWRIGHT_REPORT: file }, signal }),
  );
  if (!report) return verdict({ code: 1, output });
  const { expected, unexpected, flaky, skipped } = report.stats;
  if (flaky > 0) console.log(`${flaky} of the journeys passed only when tried again:\n${lastLines(output, 40)}`);
  return { passed: expected + flaky, failed: unexpected || Number(code !== 0), skipped, output };
}
