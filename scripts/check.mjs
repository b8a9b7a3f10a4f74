// `npm run check`: what needs neither a database nor a browser, in seconds: types, style, and the unit tests.
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { explain } from "./base/explained.mjs";
import { prepare } from "./launch/prepare.mjs";
import { checkStyle, checkTypes, runVitest, total } from "./test/suites.mjs";

const ending = watchForTheEnd({ interrupted: 1 });

try {
  await prepare({ signal: ending.begun });
  const results = await Promise.all([
    checkTypes(ending.begun),
    checkStyle(ending.begun),
    runVitest("unit", {}, ending.begun),
    runVitest("dom", {}, ending.begun),
  ]);
  const { line, code } = total(results);
  console.log(line);
  await ending.end(code);
} catch (error) {
  explain(error);
  await ending.end(1);
}
