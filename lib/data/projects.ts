import type { Project } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { toProject } from "./memberships";
import { findMember, lastLead, type MemberRow, peopleLock, withdrawInvitations } from "./people";
import { lockFor, prisma } from "./prisma";
import { inProject, requireProject } from "./project-at-work";

const everyRole: Role[] = ["lead", "annotator", "evaluator"];

/** Inserts a project with its first lead; throws a unique violation when another one has its slug. */
export async function insertProject(
  project: Pick<Project, "id" | "name" | "slug">,
  personId: string,
): Promise<Project> {
  return inProject(project.id, () =>
    prisma.$transaction(async (tx) => {
      const made = await tx.project.create({ data: project });
      await tx.membership.create({ data: { projectId: project.id, personId, roles: everyRole } });
      await tx.duplicateSetting.create({ data: { projectId: project.id } });
      return toProject(made);
    }),
  );
}

/** Why nobody was taken in. */
export type NotTakenIn = "no_account" | "closed" | "is_member";

/** Takes an open account into the project at work. */
export async function insertMembership(email: string, roles: Role[]): Promise<MemberRow | NotTakenIn> {
  const projectId = requireProject();
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const person = await tx.user.findFirst({ where: { email }, select: { id: true, deactivatedAt: true } });
    if (!person) return "no_account";
    if (person.deactivatedAt) return "closed";
    if (await findMember(tx, person.id)) return "is_member";
    await tx.membership.create({ data: { projectId, personId: person.id, roles } });
    return (await findMember(tx, person.id)) ?? "no_account";
  });
}

/** Takes a member out of the project at work, unless nobody else leads it. */
export async function removeMembership(personId: string): Promise<"removed" | "no_such_person" | "last_lead"> {
  const projectId = requireProject();
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const member = await findMember(tx, personId);
    if (!member) return "no_such_person";
    if (member.roles.includes("lead") && (await lastLead(tx, personId))) return "last_lead";
    await tx.membership.delete({ where: { projectId_personId: { projectId, personId } } });
    await withdrawInvitations(tx, { personId, projectId, person: { isOwner: false } });
    return "removed";
  });
}
