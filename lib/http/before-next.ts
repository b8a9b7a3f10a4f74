import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { env } from "@/lib/base/env";

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

/**
 * The address a request came from, as far as it can be trusted: each proxy appends the one it saw, so with `proxies`
 * of them in front the client is that many places from the end of the chain. Everything further left was written by
 * the client itself. Without proxies it is simply the peer.
 */
export function clientAddress(forwarded: string | undefined, peer: string, proxies: number): string {
  const chain = [...(forwarded ?? "").split(","), peer].map((address) => address.trim()).filter(Boolean);
  return chain.at(-1 - proxies) ?? chain[0] ?? peer;
}

/**
 * Overwrites X-Forwarded-For with the address that can be trusted, before anybody reads it: Next passes on whatever a
 * client claims, and whoever may choose an address has no limit on guessed passwords.
 */
export function trustDeclaredProxiesOnly(proxies: number = env().REALCHAT_TRUST_PROXY): void {
  beforeNext(({ request }) => {
    const forwarded = [request.headers["x-forwarded-for"]].flat().join(",");
    request.headers["x-forwarded-for"] = clientAddress(forwarded, request.socket.remoteAddress ?? "", proxies);
  });
}

/** The route that answers for addresses that cannot be read. */
const malformedAddress = "/api/malformed-address";

/** Whether a path holds percent signs that stand for no text, as in `/%` or `/%E0%A4%A`. */
export function isMalformed(url: string): boolean {
  try {
    decodeURIComponent(url.replace(/[?#].*$/s, ""));
    return false;
  } catch {
    return true;
  }
}

/** Sends requests for such addresses to one route, before Next, which would call them faults of its own (500). */
export function answerMalformedAddresses(): void {
  beforeNext(({ request }) => {
    if (request.url !== undefined && isMalformed(request.url)) request.url = malformedAddress;
  });
}
