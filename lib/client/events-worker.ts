import type { FromWorker, ToWorker } from "./page-events";
import { type Part, shareEvents } from "./shared-events";

/** A window that says nothing for so long is gone; those in the background speak once a minute at least. */
const goneAfterMs = 180_000;

const share = shareEvents();

/** The windows of this browser, each with the parts that it follows. */
const windows = new Map<MessagePort, { parts: Map<number, Part>; heardAt: number }>();

function welcome(port: MessagePort): void {
  const parts = new Map<number, Part>();
  const here = { parts, heardAt: Date.now() };
  windows.set(port, here);
  const say = (message: FromWorker) => port.postMessage(message);
  say({ type: "welcome" });
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    here.heardAt = Date.now();
    if (data.type === "bye") return leave(port);
    if (data.type === "here") return;
    const { id } = data;
    if (data.type === "close") {
      const part = parts.get(id);
      if (part) share.leave(part);
      parts.delete(id);
      return;
    }
    const part: Part = {
      url: data.url,
      onOpen: () => say({ type: "open", id }),
      onData: (frame) => say({ type: "data", id, frame }),
      onError: () => {
        parts.delete(id);
        say({ type: "error", id });
      },
    };
    parts.set(id, part);
    share.join(part);
  };
}

function leave(port: MessagePort): void {
  for (const part of windows.get(port)?.parts.values() ?? []) share.leave(part);
  windows.delete(port);
}

setInterval(() => {
  for (const [port, { heardAt }] of windows) if (heardAt < Date.now() - goneAfterMs) leave(port);
}, goneAfterMs / 3);

// The scope of a worker, of which the DOM's types know nothing: shared, or of one window, which is then its own port.
const scope = globalThis as unknown as MessagePort & { onconnect?: ((event: MessageEvent) => void) | null };
if ("onconnect" in scope)
  scope.onconnect = ({ ports: [port] }) => {
    if (port) welcome(port);
  };
else welcome(scope);
