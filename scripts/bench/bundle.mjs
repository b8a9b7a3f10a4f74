import { setTimeout as sleep } from "node:timers/promises";
import { launchRun } from "./bench-studio.mjs";
import { figure } from "./figures.mjs";
import { firstLoadJs, pageRoutes } from "./first-load-js.mjs";

/** @typedef {import("./bench-studio.mjs").BenchStudio} BenchStudio */
/** @typedef {import("../base/ending.mjs").Ending} Ending */

const goalKb = 205;
const sharedGoalKb = 155;
/** Closed once there is an account, and there is one; of somebody who is not there. */
const skipped = ["/first-account", "/projects/[project]/team/[memberId]"];
const emptyNextPageKb = 134.6; // Next 16.4, an App Router page that shows one word

/**
 * First-load JavaScript of every page against the goal and the framework's floor.
 *
 * @param {BenchStudio} studio
 * @param {Ending} ending
 */
export async function bundle(studio, ending) {
  const cookie = await studio.signIn();
  const ids = await makeOneOfEach(studio, ending.begun);
  const sizes = new Map();
  /** @type {{ route: string, bytes: number, scripts: string[] }[]} */
  const measured = [];
  for (const { route, signedIn } of pageRoutes()) {
    if (skipped.includes(route)) continue;
    const filled = route.replace(
      /\[(\w+)\]/g,
      /** @param {string} _ @param {string} key */ (_, key) => encodeURIComponent(ids[key] ?? "none"),
    );
    const { bytes, scripts } = await firstLoadJs(studio.url + filled, signedIn ? cookie : undefined, sizes);
    measured.push({ route, bytes, scripts });
    figure(route, `${kb(bytes)} in ${scripts.length} files`);
  }
  const shared = measured[0].scripts.filter((script) => measured.every(({ scripts }) => scripts.includes(script)));
  const worst = measured.reduce((most, page) => (page.bytes > most.bytes ? page : most));
  const sharedBytes = shared.reduce((sum, script) => sum + sizes.get(script), 0);
  figure("shared by all pages", `${kb(sharedBytes)} of ${sharedGoalKb} KB`);
  const times = (worst.bytes / 1000 / emptyNextPageKb).toFixed(2);
  figure(
    `worst: ${worst.route}`,
    `${kb(worst.bytes)} of ${goalKb} KB; ${times} × an empty Next page (${emptyNextPageKb} KB); n ${measured.length} pages`,
  );
}

/**
 * One thing behind every [param] of a page.
 *
 * @param {BenchStudio} studio
 * @param {AbortSignal} signal
 */
async function makeOneOfEach(studio, signal) {
  const seedSet = await studio.api("POST /seed-sets", {
    name: "Bench",
    kind: "question",
    seeds: [{ question: "Why?" }],
  });
  const run = await launchRun(studio, { name: "Bundle", speech: "20x0", dialogues: 1, stopRules: { maxRounds: 1 } });
  const { link } = await studio.api("POST /invitations", { email: "new@example.org", roles: ["annotator"] });
  let dialogues = [];
  for (let tries = 0; dialogues.length === 0 && tries < 100; tries++) {
    await sleep(100, undefined, { signal });
    ({ items: dialogues } = await studio.api(`GET /dialogues?run=${run.id}`));
  }
  /** @type {Record<string, string | undefined>} */
  const ids = {
    project: "-", // the only one
    runId: run.id,
    modelId: run.spec.assistantId,
    seedSetId: seedSet.id,
    dialogueId: dialogues[0].id,
    token: new URL(link).pathname.split("/").at(-1),
  };
  return ids;
}

/** @param {number} bytes */
function kb(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(6)} KB`;
}
