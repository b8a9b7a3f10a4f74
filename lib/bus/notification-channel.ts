import { log } from "@/lib/base/log";
import { type Listener, listen } from "@/lib/data/listener";
import { unpackIds } from "./notification-payload";

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
