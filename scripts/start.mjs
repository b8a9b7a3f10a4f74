// `npm start`: RealChat Studio on a bare clone, with nothing but Node.
//
// Installs the locked packages, opens a Postgres of its own, applies migrations, builds what changed, runs the web
// process and the worker, and prints the URL when both are ready. Ctrl-C stops all of it; the worker may take up to
// 35 s to finish the turn it is writing, a second Ctrl-C cuts that short. What crashes is started again.
//
//   PORT               3000; if another program has it, the next free port is taken. 0 = any
//   HOST               127.0.0.1: this machine only. 0.0.0.0 opens it to the network: put TLS in front
//   DATABASE_URL       a Postgres of your own instead of the embedded one
//   REALCHAT_DATA_DIR  .data: database, its password and log, and the secret. Back this folder up
//   REALCHAT_SECRET    the secret instead of the one generated in the data folder; at least 32 characters
//   NEXT_DIST_DIR      .next: where the build goes
//
// Flags: --no-worker, --no-web: only the other half, e.g. to run workers elsewhere (`npm run worker`).
import "./base/node-version.mjs";
import { watchForTheEnd } from "./base/ending.mjs";
import { explain } from "./base/explained.mjs";
import { prepare } from "./launch/prepare.mjs";

const ending = watchForTheEnd();
const parts = ["web", "worker"].filter((part) => !process.argv.includes(`--no-${part}`));

try {
  await prepare({ signal: ending.begun });
  const { launch } = await import("./launch/launch.mjs");
  const { startStudio } = await import("./launch/studio.mjs");
  await launch({ ending, hasWeb: parts.includes("web"), startParts: (options) => startStudio({ ...options, parts }) });
} catch (error) {
  if (!ending.begun.aborted) explain(error);
  await ending.end(1);
}
