// `npm run check`: what needs neither a database nor a browser, in seconds: types, style, and the unit tests.
import "./node-version.mjs";
import { watchForTheEnd } from "./ending.mjs";
import { explain } from "./explained.mjs";
import { prepare } from "./prepare.mjs";
import { checkStyle, checkTypes, runVitest, total } from "./suites.mjs";

const ending = watchForTheEnd();

try {
  await prepare({ signal: ending.begun });
  const results = await Promise.all([
    checkTypes(ending.begun),
    checkStyle(ending.begun),
    runVitest("unit", {}, ending.begun),
  ]);
  const { line, code } = total(results);
  console.log(line);
  await ending.end(code);
} catch (error) {
  explain(error);
  await ending.end(1);
}
