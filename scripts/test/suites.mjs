// The suites of `npm test` and `npm run check`. Each resolves to { name, passed, failed, skipped, seconds, output }
// and never throws: what breaks a suite is one failure of it.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { lastLines, runNode } from "../base/command.mjs";
import { Explained } from "../base/explained.mjs";
import { narrate, seconds } from "../base/narrate.mjs";
import { bin } from "../base/project.mjs";

/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {{ status: string, assertionResults: unknown[] }} FileReport of one file of tests */
/** @typedef {Counts & { skipped?: number, output: string }} Verdict */

/** @param {AbortSignal} [signal] */
export function checkTypes(signal) {
  return suite("types", async () => {
    // Next declares pages' parameters and style sheets in files that a fresh clone does not have.
    const typegen = await runNode([bin.next, "typegen"], { signal });
    if (typegen.code !== 0) return verdict(typegen);
    for (const project of [".", "scripts", "scripts/bench"]) {
      const types = await runNode([bin.tsc, "--noEmit", "-p", project], { signal });
      if (types.code !== 0) return verdict(types);
    }
    return verdict(typegen);
  });
}

/** @param {AbortSignal} [signal] */
export function checkStyle(signal) {
  return suite("style", async () => {
    const style = await runNode([bin.biome, "check"], { signal });
    // Rules of React that Biome does not know: what the React Compiler asks of components.
    return verdict(style.code === 0 ? await runNode([bin.oxlint], { signal }) : style);
  });
}

/**
 * Whether the migrations say what prisma/schema.prisma says; `url` names a database that may be migrated.
 * @param {string} url
 */
export function checkDrift(url) {
  return suite("drift", async () => {
    const { drift } = await import("../migrate/migrations.mjs");
    const sql = await drift(url);
    const output = `The migrations lack this; \`npm run db -- create NAME\` writes it:\n${sql}`;
    return sql === "" ? verdict({ code: 0, output: "" }) : verdict({ code: 1, output });
  });
}

/**
 * One project of vitest.config.ts, with those of its tests that need modules for themselves.
 * @param {string} project
 * @param {Record<string, string>} env
 * @param {AbortSignal} [signal]
 */
export function runVitest(project, env, signal) {
  return suite(project, async () => {
    const { report, code, output } = await withReport(async (file) => {
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
      return runNode([bin.vitest, "run", `--project=${project}*`, ...reporters], { env, signal });
    });
    if (!report) return verdict({ code: 1, output });
    const broken = report.testResults.filter(
      (/** @type {FileReport} */ file) => file.status === "failed" && file.assertionResults.length === 0,
    );
    const failed = report.numFailedTests + broken.length;
    // An error outside any test also fails the run.
    return {
      passed: report.numPassedTests,
      failed: failed || Number(code !== 0),
      skipped: report.numPendingTests,
      output,
    };
  });
}

/**
 * Runs one suite, prints its line, and if it failed the end of what it said.
 * @param {string} name
 * @param {() => Promise<Verdict>} work
 */
export async function suite(name, work) {
  const began = performance.now();
  const result = await work().catch((error) =>
    verdict({ code: 1, output: error instanceof Explained ? error.message : error.stack }),
  );
  const { passed, failed, skipped = 0, output } = result;
  const extra = [failed > 0 && `${failed} FAILED`, skipped > 0 && `${skipped} skipped`].filter(Boolean).join(", ");
  const took = performance.now() - began;
  narrate(`${name.padEnd(6)} ${String(passed).padStart(5)} passed${extra && `, ${extra}`} in ${seconds(took)}`);
  if (failed > 0) console.log(`\n${lastLines(output, 200)}\n`);
  return { name, passed, failed };
}

/**
 * @param {{ code: number, output: string }} run
 * @returns {Verdict}
 */
export function verdict({ code, output }) {
  return { passed: Number(code === 0), failed: Number(code !== 0), output };
}

/**
 * Gives `work` a file for a JSON report and returns its result with the parsed report, undefined if there is none.
 * @template T
 * @param {(file: string) => Promise<T>} work
 * @returns {Promise<T & { report: any }>}
 */
export async function withReport(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "realchat-report-"));
  const file = path.join(folder, "report.json");
  try {
    const result = await work(file);
    const report = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
    return { ...result, report };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The closing line of a run and its exit code.
 * @param {Counts[]} results
 */
export function total(results) {
  /** @type {(key: keyof Counts) => number} */
  const sum = (key) => results.reduce((count, result) => count + result[key], 0);
  return { line: `${sum("passed")} passed, ${sum("failed")} failed`, code: sum("failed") > 0 ? 1 : 0 };
}
