import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";

export type Exchange = { request: IncomingMessage; response: ServerResponse; server: Server };

/** What scripts/launch/early-requests.mjs keeps: requests that came before the first rule, and wait. */
type EarlyRequests = { early: readonly Exchange[]; end(): void };

function earlyRequests(): EarlyRequests | undefined {
  return Reflect.get(globalThis, Symbol.for("realchat.early-requests"));
}

/**
 * Calls `look` for each request of the web process, static files and faults included, before Next reads it; also for those
 * that wait since before the process was ready.
 */
export function beforeNext(look: (exchange: Exchange) => void): void {
  for (const exchange of earlyRequests()?.early ?? []) if (!exchange.response.headersSent) look(exchange);
  subscribe("http.server.request.start", (message) => look(message as Exchange));
}

/** To be called once, after the last rule. */
export function endEarlyRequests(): void {
  earlyRequests()?.end();
}
