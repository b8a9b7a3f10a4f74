import * as z from "zod";
import { AppError } from "@/lib/base/app-error";
import { onlyProject } from "./only-project";
import { may, type Role, roleSchema, type Viewer } from "./viewer";

/** What one team works on, apart from all others on the server. */
export const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** In addresses. */
  slug: z.string(),
  archivedAt: z.iso.datetime().nullable(),
});
export type Project = z.infer<typeof projectSchema>;

/** Throws `conflict` where the project is archived: what is in it can be read and taken along, and nothing changed. */
export function requireOpen({ name, archivedAt }: Project): void {
  if (archivedAt === null) return;
  const day = archivedAt.slice(0, 10);
  throw new AppError(
    "conflict",
    `${name} was archived on ${day}, so it can be read and not changed. Nothing was saved; a lead can take it out of the archive in Settings.`,
  );
}

/** What a project holds, by noun. */
export const projectCountsSchema = z.object({
  dialogues: z.number().int(),
  turns: z.number().int(),
  runs: z.number().int(),
  seedSets: z.number().int(),
  models: z.number().int(),
  queues: z.number().int(),
  answers: z.number().int(),
  benchmarks: z.number().int(),
  evaluations: z.number().int(),
  votes: z.number().int(),
  judgments: z.number().int(),
  members: z.number().int(),
});
export type ProjectCounts = z.infer<typeof projectCountsSchema>;

/** A project that a person is in, and what they do there. */
export const membershipSchema = z.object({ project: projectSchema, roles: z.array(roleSchema) });
export type Membership = z.infer<typeof membershipSchema>;

/** A person of the server, with all the projects that they are in, in the order in which they came into them. */
export type Account = Omit<Viewer, "roles"> & { isOwner: boolean; memberships: Membership[] };

/**
 * The project that an address names by slug or id, with the person's roles in it; "-" is the one they came into first, so
 * that short addresses mean what they meant when somebody comes into a second one. What a person is not in is told from
 * what never was by nothing.
 */
export function findMembership({ memberships }: Account, named: string): Membership {
  const [first] = memberships;
  if (named === onlyProject && first) return first;
  if (named === onlyProject) throw new AppError("forbidden", "You are in no project. Ask a lead to take you in.");
  const found = memberships.find(({ project }) => project.slug === named || project.id === named);
  if (!found) throw new AppError("not_found", "There is no such project, or you are not in it.");
  return found;
}

/** Whether somebody takes people into a project and out: its leads, and owners. */
export function leads({ isOwner, memberships }: Account, projectId: string): boolean {
  return isOwner || memberships.some((one) => one.project.id === projectId && may(one, "team.manage"));
}

/**
 * Whether somebody may decide over another person's account as such: owners over all, leads over those who are in no
 * project that they don't lead and don't own the server.
 */
export function mayDecideOver(decider: Account, { isOwner, memberships }: Account): boolean {
  if (decider.isOwner) return true;
  return !isOwner && memberships.length > 0 && memberships.every(({ project }) => leads(decider, project.id));
}

/** The person as the project sees them. */
export function viewerIn({ id, name, email }: Account, roles: Role[]): Viewer {
  return { id, name, email, roles };
}
