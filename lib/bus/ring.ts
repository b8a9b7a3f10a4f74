import { log } from "@/lib/base/log";
import { notify } from "@/lib/data/live";
import { packIds } from "./bell";

/** Tells watchers that these dialogues changed. Call it after the commit. */
export function ringLive(ids: string[]): Promise<void> {
  return ring("live", ids);
}

/** Tells workers that a person did something to these dialogues or runs. Call it after the commit. */
export function ringControl(ids: string[]): Promise<void> {
  return ring("control", ids);
}

// What the bell announces is committed already and found within a second without it, so a lost bell fails nobody.
async function ring(channel: "live" | "control", ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    await notify(channel, packIds(ids));
  } catch (error) {
    log.warn({ err: error, channel }, "A bell was not rung; its listeners find the change at their next look");
  }
}
