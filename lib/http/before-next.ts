import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

export type Exchange = { request: IncomingMessage; response: ServerResponse };

/** Calls `look` for each request of the web process, static files and faults included, before Next reads it. */
export function beforeNext(look: (exchange: Exchange) => void): void {
  subscribe("http.server.request.start", (message) => look(message as Exchange));
}
