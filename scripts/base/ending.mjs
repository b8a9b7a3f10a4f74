import { allEnded } from "./command.mjs";
import { narrate } from "./narrate.mjs";

/**
 * @typedef {object} Ending
 * @property {(code?: number) => Promise<void>} end
 * @property {(step: () => Promise<unknown>) => void} atEnd
 * @property {AbortSignal} begun
 * @property {AbortSignal} hurry
 */

/** npm passes a Ctrl-C on to us that the terminal has sent us already: within this time two signals are one. */
const echoMs = 1_000;

/**
 * The one way a launcher ends: on Ctrl-C, SIGTERM, SIGHUP, a failure, or when the npm that started us is gone. Runs
 * what was handed to `atEnd` once, last first. `begun` aborts when the end begins, `hurry` when a second signal says
 * that it takes too long. `interrupted` is the exit code after a signal: a stopped server did what it was told, stopped
 * checks have not passed.
 * @param {{ interrupted?: number }} [options]
 * @returns {Ending}
 */
export function watchForTheEnd({ interrupted = 0 } = {}) {
  /** @type {(() => Promise<unknown>)[]} */
  const steps = [];
  const begun = new AbortController();
  const hurry = new AbortController();
  /** @type {number | undefined} */
  let since;
  let asked = false;

  async function end(code = 0) {
    if (since !== undefined) return new Promise(() => {}); // the first caller ends the process
    since = Date.now();
    begun.abort();
    await allEnded();
    for (const step of steps.reverse()) await step().catch((error) => narrate(`while stopping: ${error.message}`));
    if (asked) narrate("stopped");
    process.exit(code);
  }

  function onSignal() {
    if (since !== undefined && Date.now() - since > echoMs) return hurry.abort();
    if (since === undefined) narrate("stopping; Ctrl-C again to stop at once");
    asked = true;
    end(interrupted);
  }

  // The terminal may be gone already; that must not stop us from stopping the rest.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
  // A killed npm leaves us orphaned with everything running.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && end(interrupted), 500).unref();

  return { end, atEnd: (step) => void steps.push(step), begun: begun.signal, hurry: hurry.signal };
}
