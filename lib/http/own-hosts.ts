import { hostname, networkInterfaces } from "node:os";
import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { problemResponse } from "./problem-response";

/**
 * Names under which people may sign in while REALCHAT_URL says none: this machine's own addresses and host name. Any
 * other name could be one that somebody else's DNS points here.
 */
export function ownHosts(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
  return ["localhost", "127.0.0.1", "::1", hostname().toLowerCase(), ...addresses];
}

/** The same as better-auth's patterns: with and without a port, brackets escaped. */
export function ownHostPatterns(): string[] {
  const names = [...new Set(ownHosts())].map((host) => (host.includes(":") ? `[[]${host}]` : host));
  return names.flatMap((name) => [name, `${name}:*`]);
}

/** A refusal in plain words when a browser opened the studio under an address that it does not know as its own. */
export function refuseForeignAddress(request: Request, requestId: string): Response | undefined {
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return undefined;
  const { REALCHAT_URL } = env();
  const given = new URL(origin);
  const name = given.hostname.replace(/^\[|\]$/g, "");
  if (REALCHAT_URL ? given.origin === new URL(REALCHAT_URL).origin : ownHosts().includes(name)) return undefined;
  const advice = REALCHAT_URL
    ? `Open it at ${REALCHAT_URL}, or change REALCHAT_URL.`
    : `Open it at one of this machine's own addresses, or start it with REALCHAT_URL=${given.origin}.`;
  const said = `The studio does not know ${given.origin} as its own address, so nobody can sign in there. ${advice}`;
  return problemResponse(new AppError("forbidden", said), requestId);
}
