import * as z from "zod";
import { type Account, projectSchema } from "./project";
import { type Role, roleSchema } from "./viewer";

/** The name of the environment's API token; people cannot give it to theirs. */
export const adminTokenName = "REALCHAT_ADMIN_TOKEN";

/** What a token may do at all; each endpoint names the one that it needs. */
export const scopeSchema = z.enum(["read", "annotate", "evaluate", "manage", "export"]);
export type Scope = z.infer<typeof scopeSchema>;

/** Lets a program do some of what its person may; the token itself is shown once and not kept. */
export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The one that it opens; null: all that its person is in. */
  project: projectSchema.pick({ id: true, name: true, slug: true }).nullable(),
  scopes: z.array(scopeSchema),
  /** In which it works; null: its person's own, whatever they are. */
  role: roleSchema.nullable(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** A token as the leads of a project see it: of the other projects that it opens they learn nothing. */
export const teamTokenSchema = apiTokenSchema
  .omit({ project: true })
  .extend({ person: z.object({ id: z.string(), name: z.string() }) });
export type TeamToken = z.infer<typeof teamTokenSchema>;

/** What a token lets through of what its person may. */
export type Grant = {
  /** null: all projects of its person, but for those that shut it out. */
  projectId: string | null;
  closedIn: readonly string[];
  scopes: readonly Scope[];
  role: Role | null;
  expiresAt: Date | null;
};

/** The person as far as the token goes: with its role where they have it or a higher one, and nowhere more than they have. */
export function underGrant(account: Account, { projectId, closedIn, role }: Grant): Account {
  const memberships = account.memberships
    .filter(({ project: { id } }) => (projectId === null || id === projectId) && !closedIn.includes(id))
    .map(({ project, roles }) => ({ project, roles: role === null ? roles : hasRole(roles, role) ? [role] : [] }));
  const isOwner = account.isOwner && projectId === null && (role === null || role === "lead");
  return { ...account, isOwner, memberships };
}

/** True for a role that somebody with these has: leads may all that others may. */
export function hasRole(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role) || roles.includes("lead");
}

/** True for a token that may whatever its person may, for as long as it is there. */
export function isUnlimited({ projectId, closedIn, scopes, role, expiresAt }: Grant): boolean {
  const isWhole = scopeSchema.options.every((scope) => scopes.includes(scope));
  return isWhole && projectId === null && closedIn.length === 0 && role === null && expiresAt === null;
}
