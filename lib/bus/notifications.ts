import { log } from "@/lib/base/log";
import { type Listener, listen } from "@/lib/data/listener";
import { notify } from "@/lib/data/live";

export type NotificationChannel = { close(): Promise<void> };

type Ears = {
  onNotify: (ids: string[]) => void;
  /** The connection listens (again); notifications sent before it did were missed. */
  onConnect: () => void;
};

const firstWaitMs = 100;
const longestWaitMs = 5_000;

/** Listens on one channel for as long as it is open, over any number of lost connections. */
export function openNotificationChannel(
  channel: "live" | "control" | "news",
  { onNotify, onConnect }: Ears,
): NotificationChannel {
  let line: Listener | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = firstWaitMs;
  let closed = false;

  async function connect(): Promise<void> {
    try {
      const opened = await listen(channel, { onNotify: (payload) => onNotify(unpackIds(payload)), onLost: retry });
      if (closed) return opened.close();
      line = opened;
      waitMs = firstWaitMs;
      onConnect();
    } catch (error) {
      retry(error);
    }
  }

  function retry(error?: unknown): void {
    line = undefined;
    if (closed) return;
    log.warn(
      { err: error, channel, waitMs },
      "The notification's connection is lost; changes are found by looking each second",
    );
    timer = setTimeout(() => {
      connecting = connect();
    }, waitMs);
    waitMs = Math.min(longestWaitMs, waitMs * 2);
  }

  let connecting = connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await line?.close();
    },
  };
}

/** Postgres refuses a NOTIFY payload of 8,000 bytes or more. */
const maxBytes = 7_900;

/** Packs ids (ASCII, without commas) into as few NOTIFY payloads as hold them; each id once, in order of appearance. */
export function packIds(ids: Iterable<string>, limit: number = maxBytes): string[] {
  const payloads: string[] = [];
  let payload = "";
  for (const id of new Set(ids)) {
    if (payload !== "" && payload.length + 1 + id.length > limit) {
      payloads.push(payload);
      payload = "";
    }
    payload = payload === "" ? id : `${payload},${id}`;
  }
  return payload === "" ? payloads : [...payloads, payload];
}

/** The ids in a payload of {@link packIds}. */
export function unpackIds(payload: string): string[] {
  return payload === "" ? [] : payload.split(",");
}

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
