// `npm test`: everything, on a bare clone, with no services, no terminal and no network beyond the package registry.
//
// Types, style, drift of the migrations, unit tests, database tests on a throw-away Postgres, then the built studio
// with its embedded model in front of a real Chromium. The last line is `N passed, N failed`; each of types, style and
// drift counts one, and so does a suite that cannot run. Nothing of the run stays but .next and test-results.
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { explain } from "./base/explained.mjs";
import { narrate } from "./base/narrate.mjs";
import { prepare } from "./launch/prepare.mjs";
import { checkDrift, checkStyle, checkTypes, runVitest, total } from "./test/suites.mjs";

const ending = watchForTheEnd({ interrupted: 1 });
const signal = ending.begun;
/** @type {import("./test/suites.mjs").Counts[]} */
const results = [];
let finished = false;

// First in, last out: the closing line comes after everything is taken down.
ending.atEnd(async () => {
  const { line } = total(results);
  console.log(finished ? line : `interrupted after ${line}`);
});

try {
  await prepare({ signal });
  const { buildIfChanged } = await import("./launch/build.mjs");
  const { openTestDatabase } = await import("./test/test-database.mjs");
  const { runBrowserTests } = await import("./test/browser-tests.mjs");

  const opening = openTestDatabase();
  ending.atEnd(async () => (await opening.catch(() => undefined))?.stop());
  const built = buildIfChanged({ signal });
  built.catch(() => {}); // judged by the browser tests
  const database = await opening;
  narrate("throw-away Postgres started");

  results.push(...(await Promise.all([checkTypes(signal), checkStyle(signal), checkDrift(database.url("realchat"))])));
  await built.catch(() => {}); // two cores: tests with clocks in them run after it
  results.push(await runVitest("unit", {}, signal));
  results.push(await runVitest("dom", {}, signal));
  results.push(await runVitest("db", database.env, signal));
  results.push(await runBrowserTests({ built, database, ending }));
  finished = !signal.aborted;
  await ending.end(total(results).code);
} catch (error) {
  if (!signal.aborted) explain(error);
  results.push({ passed: 0, failed: 1 });
  finished = !signal.aborted;
  await ending.end(1);
}
