import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { beforeNext } from "./before-next";

/** The route that answers whoever came under an address that is not the studio's. */
export const foreignHost = "/api/foreign-host";

/**
 * Names under which the studio answers besides the one of REALCHAT_URL: this machine's own addresses and host name. Any
 * other name could be one that somebody else's DNS points here.
 */
export function ownHosts(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
  // The one it listens on may be another of loopback's, which no interface names.
  const listened = isIP(process.env.HOST ?? "") === 0 ? [] : [process.env.HOST ?? ""];
  return ["localhost", "127.0.0.1", "::1", hostname().toLowerCase(), ...listened, ...addresses];
}

/** The same as better-auth's patterns: with and without a port, brackets escaped. */
export function ownHostPatterns(): string[] {
  const names = [...new Set(ownHosts())].map((host) => (host.includes(":") ? `[[]${host}]` : host));
  return names.flatMap((name) => [name, `${name}:*`]);
}

/** Whether a Host header names this studio. Asks the machine for its addresses only where none of the usual is named. */
export function isOwnHost(host: string | undefined): boolean {
  const name = nameIn(host);
  if (name === undefined) return false;
  const { REALCHAT_URL } = env();
  if (REALCHAT_URL !== undefined && name === nameIn(new URL(REALCHAT_URL).host)) return true;
  return ["localhost", "127.0.0.1", "::1"].includes(name) || ownHosts().includes(name);
}

/** What to tell whoever came under a name that is not the studio's. */
export function foreignHostProblem(host: string | null): AppError {
  const { REALCHAT_URL } = env();
  const shown = host === null || nameIn(host) === undefined ? "This" : `http://${host}`;
  const advice = REALCHAT_URL
    ? `Open it at ${REALCHAT_URL}, or change REALCHAT_URL.`
    : `Open it at one of this machine's own addresses, or start it with REALCHAT_URL set to the address that people type.`;
  return new AppError("forbidden", `${shown} is not an address of this studio. ${advice}`);
}

/**
 * Sends requests under a name that is not ours to the route that says so, pages and files included: a page elsewhere whose
 * name was pointed at this machine reads nothing. What a client says of the host beside Host is dropped.
 */
export function answerForeignHosts(): void {
  beforeNext(({ request }) => {
    delete request.headers["x-forwarded-host"];
    if (!isOwnHost(request.headers.host)) request.url = foreignHost;
  });
}

/** The name of a Host header, in lower case and without port or brackets; undefined when it is none. */
function nameIn(host: string | undefined): string | undefined {
  if (host === undefined || /[\s/?#@\\]/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
}
