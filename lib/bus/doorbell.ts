import { log } from "@/lib/base/log";
import { type Listener, listen } from "@/lib/data/listener";
import { unpackIds } from "./bell";

export type Doorbell = { close(): Promise<void> };

type Ears = {
  onRing: (ids: string[]) => void;
  /** The line is up (again): whatever happened before was not heard. */
  onConnect: () => void;
};

const firstWaitMs = 100;
const longestWaitMs = 5_000;

/** Listens on one channel for as long as it is open, over any number of lost connections. */
export function openDoorbell(channel: "live" | "control", { onRing, onConnect }: Ears): Doorbell {
  let line: Listener | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = firstWaitMs;
  let closed = false;

  async function connect(): Promise<void> {
    try {
      const opened = await listen(channel, { onRing: (payload) => onRing(unpackIds(payload)), onLost: retry });
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
      "The bell's connection is lost; changes are found by looking each second",
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
