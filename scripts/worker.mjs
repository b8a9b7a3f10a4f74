// `npm run worker`: one more worker, on this machine or another. Nothing but a database connects it to the studio.
//
//   DATABASE_URL      the studio's database; without it, the embedded one of a studio that runs in this checkout
//   REALCHAT_SECRET   the studio's secret, which opens the provider keys; without it, the one in the data folder
//
// Ctrl-C lets it finish the turn it is writing (at most 35 s); a second one cuts that short.
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { explain } from "./base/explained.mjs";
import { narrate } from "./base/narrate.mjs";
import { connectedEnvironment } from "./launch/connected-environment.mjs";
import { prepare } from "./launch/prepare.mjs";

const ending = watchForTheEnd();

try {
  await prepare({ signal: ending.begun });
  const env = await connectedEnvironment("worker");
  const { startStudio } = await import("./launch/studio.mjs");
  const studio = startStudio({ parts: ["worker"], env });
  ending.atEnd(() => studio.stop(ending.hurry));
  await studio.ready;
  narrate("the worker takes jobs");
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}
