import { createContext, Script } from "node:vm";

const script = new Script("held.work()");
const held: { work: () => unknown } = { work: () => undefined };
const context = createContext({ held });

/** What `work` comes to. Throws once it takes longer: loops without an end and patterns that never come to one are stopped, too. */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  held.work = work;
  return script.runInContext(context, { timeout: milliseconds }) as T;
}
