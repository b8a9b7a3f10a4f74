import { AppError } from "@/lib/base/app-error";
import { newId } from "@/lib/base/ids";
import type { ParsedBody } from "@/lib/contract/endpoint";
import type { Endpoints } from "@/lib/contract/endpoints";
import { insertApiToken } from "@/lib/data/api-tokens";
import { type ApiToken, adminTokenName, type Grant, hasRole, isUnlimited } from "@/lib/domain/api-token";
import { type Account, findMembership } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { makeSecret } from "./secret";

type Wish = ParsedBody<Endpoints["createApiToken"]>;

/**
 * Makes a token for some or all of what its person may, which is asked again whenever it is used. It is in this answer
 * only. A token makes others only if it has no limits itself, or its limits would hold nothing.
 */
export async function createApiToken(
  account: Account,
  grant: Grant | null,
  { name, project, scopes, role, expiresAt }: Wish,
): Promise<{ apiToken: ApiToken; token: string }> {
  if (grant && !isUnlimited(grant))
    throw new AppError("forbidden", "A token with limits makes no others. Sign in, and make one in Settings.");
  if (name === adminTokenName)
    throw new AppError(
      "invalid",
      `${name} is the name of the environment's own token. No token was made; name it otherwise.`,
    );
  const membership = project === null ? null : findMembership(account, project);
  const rolesThere = membership ? membership.roles : account.memberships.flatMap(({ roles }) => roles);
  if (role !== null) refuseHigherRole(role, rolesThere);
  const until = expiresAt === null ? null : new Date(expiresAt);
  if (until && until <= new Date()) throw refused("expiresAt", "This time is over already. Choose a later one");
  const { secret, hash } = makeSecret("rct");
  const apiToken = await insertApiToken({
    id: newId("apiToken"),
    personId: account.id,
    name,
    tokenHash: hash,
    projectId: membership?.project.id ?? null,
    scopes: [...new Set(scopes)],
    role,
    expiresAt: until,
  });
  return { apiToken, token: secret };
}

function refuseHigherRole(role: Role, own: readonly Role[]): void {
  if (!hasRole(own, role)) throw refused("role", `Your role is not ${role} there, so no token of yours has it`);
}

function refused(field: string, what: string): AppError {
  return new AppError("invalid", `No token was made. ${what}.`, { fields: { [field]: what } });
}
