import { lookWhetherLeft } from "./left-project";
import type { Part } from "./shared-events";

/** What is used of an event source. */
export type Source = {
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onerror: (() => void) | null;
};

export type ToWorker =
  | { type: "open"; id: number; url: string }
  | { type: "close"; id: number }
  | { type: "here" }
  | { type: "bye" };
export type FromWorker =
  | { type: "welcome" }
  | { type: "open" | "error"; id: number }
  | { type: "data"; id: number; frame: string };

/** A worker as this window speaks with it: the port of a shared one, or one of its own. */
export type Port = {
  postMessage(message: ToWorker): void;
  onmessage: ((event: MessageEvent<FromWorker>) => unknown) | null;
};

/** What carries the parts of this window to the one stream. */
type Carrier = { join(part: Part): void; leave(part: Part): void };

const stillHereMs = 30_000;

/** A worker that has not greeted by then does not run; a browser need not say why. */
const greetingMs = 5_000;

/** Over a worker that holds the stream; `onMissing` when it does not run after all. */
export function carryToWorker(port: Port, onMissing: () => void): Carrier & { bye(): void; restart(): void } {
  const parts = new Map<number, Part>();
  const ids = new Map<Part, number>();
  const say = (message: ToWorker) => port.postMessage(message);
  let made = 0;
  const here = setInterval(() => say({ type: "here" }), stillHereMs);
  const missing = setTimeout(() => {
    clearInterval(here);
    onMissing();
  }, greetingMs);

  function forget(part: Part): number | undefined {
    const id = ids.get(part);
    ids.delete(part);
    if (id !== undefined) parts.delete(id);
    return id;
  }

  port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "welcome") return clearTimeout(missing);
    const part = parts.get(data.id);
    if (!part) return;
    if (data.type === "open") part.onOpen();
    else if (data.type === "data") part.onData(data.frame);
    else {
      forget(part);
      part.onError();
    }
  };
  return {
    join(part) {
      const id = ++made;
      parts.set(id, part);
      ids.set(part, id);
      say({ type: "open", id, url: part.url });
    },
    leave(part) {
      const id = forget(part);
      if (id !== undefined) say({ type: "close", id });
    },
    /** The window goes; nothing is sent to it from now on. */
    bye: () => say({ type: "bye" }),
    /** It is back as it was, or the worker is not there: its parts open themselves anew. */
    restart() {
      for (const part of [...ids.keys()]) {
        forget(part);
        part.onError();
      }
    },
  };
}

let carrier: Carrier | undefined;

/** By the worker that all windows of this browser share where there is such; else this window has one to itself. */
function carrierHere(isAlone = typeof SharedWorker === "undefined"): Carrier {
  const port = isAlone
    ? new Worker(new URL("./events-worker.ts", import.meta.url), { name: "events" })
    : new SharedWorker(new URL("./events-worker.ts", import.meta.url), { name: "events" }).port;
  const carried = carryToWorker(port as Port, () => {
    if ("terminate" in port) port.terminate();
    carrier = carrierHere(true);
    carried.restart();
  });
  window.addEventListener("pagehide", carried.bye);
  window.addEventListener("pageshow", ({ persisted }) => persisted && carried.restart());
  return carried;
}

/** Follows what an address of events says, together with whatever else this browser follows, in this window and others. */
export function openPageEvents(url: string): Source {
  carrier ??= carrierHere();
  const by = carrier;
  const source: Source = { close: () => by.leave(part), onopen: null, onmessage: null, onerror: null };
  const part: Part = {
    url,
    onOpen: () => source.onopen?.(),
    onData: (data) => source.onmessage?.({ data }),
    onError() {
      void lookWhetherLeft();
      source.onerror?.();
    },
  };
  by.join(part);
  return source;
}
