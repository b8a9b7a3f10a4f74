import { log } from "@/lib/base/log";

/**
 * Makes a step that may be asked for at any moment run one at a time: asked for while it runs, it runs once more after.
 * Errors are logged and end nothing; the next poll asks again.
 */
export function onceAtATime(what: string, step: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  async function run(): Promise<void> {
    running = true;
    do {
      again = false;
      await step().catch((error) => log.warn({ err: error }, `Could not ${what}; trying again in a second`));
    } while (again);
    running = false;
  }
  return () => {
    again = true;
    if (!running) void run();
  };
}
