// `npm run dev`: the studio from its sources. `next dev` and a worker that starts again on every change, on the same
// embedded Postgres and with the same environment as `npm start` (see scripts/start.mjs).
import "./node-version.mjs";
import { watchForTheEnd } from "./ending.mjs";
import { explain } from "./explained.mjs";
import { prepare } from "./prepare.mjs";

const ending = watchForTheEnd();

try {
  await prepare({ signal: ending.begun });
  const { launch } = await import("./launch.mjs");
  const { startDevelopment } = await import("./studio.mjs");
  await launch({ ending, build: async () => {}, startParts: startDevelopment });
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}
