import { createHash } from "node:crypto";
import { AppError } from "@/lib/base/app-error";
import type { Endpoint } from "@/lib/contract/endpoint";
import { findByToken } from "@/lib/data/api-tokens";
import { findAccountBySession } from "@/lib/data/sessions";
import { type Grant, type Scope, underGrant } from "@/lib/domain/api-token";
import { type Account, findMembership, requireOpen, viewerIn } from "@/lib/domain/project";
import { authorize, may, type Right, type Viewer } from "@/lib/domain/viewer";
import { auth } from "./auth";

/** Who is asking, as far as they may; `grant` is what their API token lets through, null of a session. */
export type Caller = { account: Account; grant: Grant | null };

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(headers: Headers): string | undefined {
  return headers.get("authorization")?.match(/^Bearer +(\S+)$/i)?.[1];
}

/** What is stored of an API token: SHA-256 in hex. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Who is signed in: what pages ask, which no token opens. */
export async function readAccount(headers: Headers): Promise<Account | null> {
  const token = await auth().api.readSessionToken({ headers });
  return token ? findAccountBySession(token) : null;
}

/** Who is asking, by API token or else by session; null for nobody. A token that is not known is an error. */
export async function readCaller(headers: Headers): Promise<Caller | null> {
  const token = bearerOf(headers);
  if (token === undefined) {
    const account = await readAccount(headers);
    return account && { account, grant: null };
  }
  const found = await findByToken(hashOfToken(token));
  if (!found)
    throw new AppError(
      "unauthenticated",
      "This API token is not known. It may have been revoked; make a new one in Settings.",
    );
  if (found === "expired")
    throw new AppError("unauthenticated", "This API token has expired. Make a new one in Settings.");
  return { account: underGrant(found.account, found.grant), grant: found.grant };
}

/** Who is asking, and for which project; null where the endpoint asks for neither. */
export type Admitted = {
  account: Account | null;
  /** What the API token lets through; null of a session. */
  grant: Grant | null;
  viewer: Viewer | null;
  projectId: string | null;
};

/** Lets a caller in whose session or token, role and project are good enough for the endpoint; refuses in words. */
export async function admit(
  endpoint: Endpoint,
  { headers, method }: Request,
  named: string | undefined,
): Promise<Admitted> {
  if (endpoint.access === "public") return { account: null, grant: null, viewer: null, projectId: null };
  const caller = await readCaller(headers);
  if (!caller) throw new AppError("unauthenticated", "Sign in first, or send an API token as Authorization: Bearer.");
  const { access, scope } = endpoint;
  const { account, grant } = caller;
  if (grant) checkScope(grant, scope);
  if (named === undefined) {
    checkOwner(access, account);
    return { ...caller, viewer: viewerIn(account, []), projectId: null };
  }
  const { project, roles } = findMembership(account, named);
  checkOwner(access, account);
  if (access === "member" || access === "account" || access === "owner") checkAnyRole(roles, grant);
  else checkRight(access, roles, grant);
  if (method !== "GET" && !endpoint.whileArchived) requireOpen(project);
  return { ...caller, viewer: viewerIn(account, roles), projectId: project.id };
}

function checkOwner(access: Endpoint["access"], { isOwner }: Account): void {
  if (access === "owner" && !isOwner)
    throw new AppError("forbidden", "Only an owner of the server does this. Ask one of them.");
}

function checkScope({ scopes }: Grant, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new AppError(
    "forbidden",
    `This token may only ${scopes.join(" and ")}: make one with the scope ${scope} in Settings.`,
  );
}

function checkAnyRole(roles: Viewer["roles"], grant: Grant | null): void {
  if (roles.length > 0) return;
  throw new AppError(
    "forbidden",
    grant?.role
      ? `This token has the role ${grant.role}, which you do not have in this project. Make one with a role of yours in Settings.`
      : "Your account has no role. Ask a lead to give you one.",
  );
}

function checkRight(right: Right, roles: Viewer["roles"], grant: Grant | null): void {
  checkAnyRole(roles, grant);
  if (grant?.role && !may({ roles }, right))
    throw new AppError(
      "forbidden",
      `This token has the role ${grant.role}, which is not enough for this. Make one with a higher role of yours in Settings, or ask a lead.`,
    );
  authorize({ roles }, right);
}
