import { setImmediate as nextTurn } from "node:timers/promises";

/** As long as it may hold whoever else is served by this process. */
const longestMs = 20;

/** Goes through a calculation that is made in steps, and lets others in between. */
export async function inSlices<T>(
  steps: Generator<void, T>,
  rest: (workedMs: number) => Promise<void> = async () => undefined,
): Promise<T> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const workedMs = performance.now() - began;
    if (workedMs < longestMs) continue;
    await nextTurn();
    await rest(workedMs);
    began = performance.now();
  }
}
