import { AppError } from "@/lib/base/app-error";
import type { Endpoint } from "@/lib/contract/endpoint";
import type { Grant, Scope } from "@/lib/domain/api-token";
import { type Account, findMembership, requireOpen, viewerIn } from "@/lib/domain/project";
import { authorize, may, type Right, type Viewer } from "@/lib/domain/viewer";
import { readCaller } from "./viewer";

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
