// Preloaded into the web process. Next listens before it has read our own rules for requests (instrumentation.ts) and lets
// who comes meanwhile wait: those requests are kept here, so that the same rules reach them (lib/http/before-next.ts).
import { subscribe, unsubscribe } from "node:diagnostics_channel";

const channel = "http.server.request.start";
/** @type {unknown[]} */
const early = [];
const keep = (/** @type {unknown} */ exchange) => early.push(exchange);

subscribe(channel, keep);
Reflect.set(globalThis, Symbol.for("realchat.early-requests"), {
  early,
  /** Once all rules are read: whoever comes now hears them without us. */
  end() {
    unsubscribe(channel, keep);
    early.length = 0;
  },
});
