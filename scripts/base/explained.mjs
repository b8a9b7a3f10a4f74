/** A failure whose message already says what happened, what was kept and what to do. Anything else is a bug. */
export class Explained extends Error {}

/**
 * Prints the explanation; a bug keeps its stack trace.
 * @param {any} error whatever was thrown
 */
export function explain(error) {
  console.error(`\n${error instanceof Explained ? error.message : (error?.stack ?? error)}\n`);
}
