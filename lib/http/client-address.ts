import { env } from "@/lib/base/env";
import { beforeNext } from "./before-next";

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
