import { log } from "@/lib/base/log";
import { notify } from "@/lib/data/live";
import { packIds } from "./notification-payload";

/** Tells watchers that these dialogues changed. Call it after the commit. */
export function notifyLive(ids: string[]): Promise<void> {
  return announce("live", ids);
}

/** Tells workers that a person did something to these dialogues or runs. Call it after the commit. */
export function notifyControl(ids: string[]): Promise<void> {
  return announce("control", ids);
}

// What the notification announces is committed already and found within a second without it, so a lost channel fails nobody.
async function announce(channel: "live" | "control", ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    await notify(channel, packIds(ids));
  } catch (error) {
    log.warn({ err: error, channel }, "A notification was not sent; its listeners find the change at their next look");
  }
}
