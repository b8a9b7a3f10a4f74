import type { Invitation } from "@/lib/domain/invitation";
import { leads, type Project } from "@/lib/domain/project";
import type { Role } from "@/lib/domain/viewer";
import { toAccount, toProject, withMemberships } from "./memberships";
import { type NewPerson, peopleLock, withPassword } from "./people";
import { lockFor, prisma } from "./prisma";
import { requireProject } from "./project-at-work";

type NewInvitation = {
  id: string;
  email: string;
  roles: Role[];
  tokenHash: string;
  personId: string;
  expiresAt: Date;
};

const withInviter = { person: { select: { name: true } }, project: { select: { name: true } } } as const;

/** Those into the project at work that still wait, newest first. */
export async function listInvitations(): Promise<Invitation[]> {
  const where = { projectId: requireProject(), acceptedAt: null, expiresAt: { gt: new Date() } };
  const rows = await prisma.invitation.findMany({ where, include: withInviter, orderBy: { createdAt: "desc" } });
  return rows.map(toInvitation);
}

export async function insertInvitation(invitation: NewInvitation): Promise<Invitation> {
  return toInvitation(
    await prisma.invitation.create({ data: { ...invitation, projectId: requireProject() }, include: withInviter }),
  );
}

/** Withdraws one that was not accepted; false when there is none. */
export async function deleteInvitation(id: string): Promise<boolean> {
  const { count } = await prisma.invitation.deleteMany({
    where: { id, projectId: requireProject(), acceptedAt: null },
  });
  return count === 1;
}

/** One that still waits, by the SHA-256 (hex) of its token; none when who sent it may take nobody in any more. */
export async function findInvitation(tokenHash: string): Promise<Invitation | null> {
  const where = { tokenHash, acceptedAt: null, expiresAt: { gt: new Date() }, person: { deactivatedAt: null } };
  const include = { person: { include: withMemberships }, project: { select: { name: true } } } as const;
  const row = await prisma.invitation.findFirst({ where, include });
  return row && leads(toAccount(row.person), row.projectId) ? toInvitation(row) : null;
}

/**
 * Uses an invitation up and makes its account in one transaction; false when it was used or ran out meanwhile. Throws
 * a unique violation, and leaves the invitation as it was, when the address has an account.
 */
export async function acceptInvitation(id: string, person: NewPerson): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const now = new Date();
    const waiting = { id, acceptedAt: null, expiresAt: { gt: now } };
    const { count } = await tx.invitation.updateMany({ where: waiting, data: { acceptedAt: now } });
    if (count === 0) return false;
    const { projectId } = await tx.invitation.findFirstOrThrow({ where: { id }, select: { projectId: true } });
    await tx.user.create({ data: withPassword(person, projectId) });
    return true;
  });
}

/**
 * Uses an invitation up for somebody who has an account by now; the project it leads into, or null when it was used or ran
 * out meanwhile. Whoever is in it already keeps the roles they have.
 */
export async function joinInvited(id: string, personId: string): Promise<Project | null> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const now = new Date();
    const waiting = { id, acceptedAt: null, expiresAt: { gt: now } };
    const { count } = await tx.invitation.updateMany({ where: waiting, data: { acceptedAt: now } });
    if (count === 0) return null;
    const { projectId, roles, project } = await tx.invitation.findFirstOrThrow({
      where: { id },
      include: { project: true },
    });
    const key = { projectId_personId: { projectId, personId } };
    await tx.membership.upsert({ where: key, create: { projectId, personId, roles }, update: {} });
    return toProject(project);
  });
}

type Row = Omit<NewInvitation, "roles"> & {
  roles: string[];
  createdAt: Date;
  person: { name: string };
  project: { name: string };
};

function toInvitation({ id, email, roles, person, project, expiresAt, createdAt }: Row): Invitation {
  return {
    id,
    email,
    roles: roles as Role[],
    personName: person.name,
    projectName: project.name,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
