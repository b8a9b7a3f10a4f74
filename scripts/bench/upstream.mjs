import { fork } from "node:child_process";
import { once } from "node:events";
import { inProject } from "../base/project.mjs";

/** Starts the fake endpoint; it ends with us. */
export async function startUpstream() {
  const child = fork(inProject("scripts/bench/fake-upstream.mjs"));
  const [{ port }] = await once(child, "message");
  return { baseUrl: `http://127.0.0.1:${port}/v1`, stop: async () => void child.kill() };
}

/**
 * The tokens of a text, as { reply, index, at }: `at` is when they left, in ms since 1970.
 *
 * @param {string} text
 */
export function* readTokens(text) {
  for (const [, at, reply, index] of text.matchAll(/@([0-9a-z]+)\.([0-9a-z]+)\.([0-9a-z]+) /g))
    yield { reply, index: Number.parseInt(index, 36), at: Number.parseInt(at, 36) };
}
