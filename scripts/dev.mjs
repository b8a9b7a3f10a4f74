// `npm run dev`: the studio from its sources. `next dev` and a worker that starts again on every change, on the same
// embedded Postgres and with the same environment as `npm start` (see scripts/start.mjs).
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { explain } from "./base/explained.mjs";
import { prepare } from "./launch/prepare.mjs";

const ending = watchForTheEnd();

try {
  await prepare({ signal: ending.begun });
  const { launch } = await import("./launch/launch.mjs");
  const { startDevelopment } = await import("./launch/studio.mjs");
  await launch({ ending, build: async () => {}, startParts: startDevelopment });
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}
