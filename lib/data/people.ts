import { randomUUID } from "node:crypto";
import type { Account } from "@/lib/domain/project";
import type { Role, Viewer } from "@/lib/domain/viewer";
import type { Prisma } from "./generated/prisma/client";
import { type AccountRow, firstProjectId, toAccount, withMemberships } from "./memberships";
import { lockFor, prisma } from "./prisma";
import { requireProject } from "./project-at-work";
import { isUniqueViolation } from "./unique-violation";

/** Somebody new, with their roles in the project they come into. */
export type NewPerson = Viewer & { passwordHash: string };
export type MemberRow = Viewer & { createdAt: string; deactivatedAt: string | null };

/** Any two transactions with this lock go one after the other. */
export const peopleLock = "people";

export async function hasUsers(): Promise<boolean> {
  return (await prisma.user.findFirst({ select: { id: true } })) !== null;
}

/** Inserts the owner that the environment names, into the first project; false when the address is taken. */
export async function insertOwner(person: NewPerson): Promise<boolean> {
  try {
    await prisma.user.create({ data: { ...withPassword(person, firstProjectId), isOwner: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Inserts the first person, an owner; false when there is somebody already, however many try at once. */
export async function insertFirstPerson(person: NewPerson): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    if (await tx.user.findFirst({ select: { id: true } })) return false;
    await tx.user.create({ data: { ...withPassword(person, firstProjectId), isOwner: true } });
    return true;
  });
}

export async function findPersonByEmail(email: string): Promise<Account | null> {
  const row = await prisma.user.findUnique({ where: { email }, include: withMemberships });
  return row && toAccount(row);
}

export async function isDeactivated(id: string): Promise<boolean> {
  return (await prisma.user.findFirst({ where: { id, deactivatedAt: { not: null } }, select: { id: true } })) !== null;
}

/** Everybody in the project at work, those first who were there first. */
export async function listMembers(): Promise<MemberRow[]> {
  const projectId = requireProject();
  const rows = await prisma.user.findMany({
    where: { memberships: { some: { projectId } } },
    include: withMemberships,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => toMember(row, projectId));
}

/** Gives a member other roles. `no_such_person`, or `last_lead` when nobody could manage the project any more. */
export async function updateRoles(id: string, roles: Role[]): Promise<MemberRow | "no_such_person" | "last_lead"> {
  const projectId = requireProject();
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await tx.user.findFirst({ where: memberOf(id, projectId), include: withMemberships });
    if (!before) return "no_such_person";
    if (leads(before, projectId) && !roles.includes("lead") && !(await tx.user.findFirst(otherLead(id, projectId))))
      return "last_lead";
    await tx.membership.update({ where: { projectId_personId: { projectId, personId: id } }, data: { roles } });
    return toMember({ ...before, memberships: withRoles(before.memberships, projectId, roles) }, projectId);
  });
}

/**
 * Closes an account, sessions and all, or opens it again; how it was when it is so already. `last_lead` when nobody
 * could manage the project any more, `elsewhere` when the person is in other projects, too, and an owner has to decide.
 */
export async function updateActive(
  id: string,
  active: boolean,
  isOwner: boolean,
): Promise<MemberRow | "no_such_person" | "last_lead" | "elsewhere"> {
  const projectId = requireProject();
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await tx.user.findFirst({ where: memberOf(id, projectId), include: withMemberships });
    if (!before) return "no_such_person";
    if ((before.deactivatedAt === null) === active) return toMember(before, projectId);
    if (!isOwner && (before.isOwner || before.memberships.length > 1)) return "elsewhere";
    const deactivatedAt = active ? null : new Date();
    if (!active) {
      if (!(await tx.user.findFirst(otherLead(id, projectId)))) return "last_lead";
      await tx.session.deleteMany({ where: { userId: id } });
    }
    await tx.user.update({ where: { id }, data: { deactivatedAt } });
    return toMember({ ...before, deactivatedAt }, projectId);
  });
}

/** One member of the project at work. */
export async function findMember(tx: Prisma.TransactionClient, id: string): Promise<MemberRow | null> {
  const projectId = requireProject();
  const row = await tx.user.findFirst({ where: memberOf(id, projectId), include: withMemberships });
  return row && toMember(row, projectId);
}

/** True when nobody else leads the project at work. */
export async function lastLead(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  return (await tx.user.findFirst(otherLead(id, requireProject()))) === null;
}

function memberOf(id: string, projectId: string) {
  return { id, memberships: { some: { projectId } } };
}

/** Somebody else who leads the project and may sign in. */
function otherLead(id: string, projectId: string) {
  const memberships = { some: { projectId, roles: { has: "lead" } } };
  return { where: { id: { not: id }, memberships, deactivatedAt: null }, select: { id: true } } as const;
}

function leads({ memberships }: AccountRow, projectId: string): boolean {
  return memberships.some(({ project, roles }) => project.id === projectId && roles.includes("lead"));
}

function withRoles(memberships: AccountRow["memberships"], projectId: string, roles: string[]) {
  return memberships.map((one) => (one.project.id === projectId ? { ...one, roles } : one));
}

/** Columns of the person that others in the project may see: no more, whatever the row holds. */
function toMember(row: AccountRow & { createdAt: Date; deactivatedAt: Date | null }, projectId: string): MemberRow {
  const { id, name, email, memberships, createdAt, deactivatedAt } = row;
  return {
    id,
    name,
    email,
    roles: (memberships.find(({ project }) => project.id === projectId)?.roles ?? []) as Role[],
    createdAt: createdAt.toISOString(),
    deactivatedAt: deactivatedAt?.toISOString() ?? null,
  };
}

/** A user, its credential account as better-auth reads it, and its place in a project. */
export function withPassword({ passwordHash, roles, ...person }: NewPerson, projectId: string) {
  const account = { id: randomUUID(), accountId: person.id, providerId: "credential", password: passwordHash };
  return {
    ...person,
    emailVerified: true,
    accounts: { create: account },
    memberships: { create: { projectId, roles } },
  };
}
