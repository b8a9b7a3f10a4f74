import { randomUUID } from "node:crypto";
import type { Account } from "@/lib/domain/project";
import type { Role, Viewer } from "@/lib/domain/viewer";
import type { Prisma } from "./generated/prisma/client";
import { type AccountRow, firstProjectId, toAccount, withMemberships } from "./memberships";
import { isUniqueViolation } from "./postgres-errors";
import { lockFor, prisma } from "./prisma";
import { requireProject } from "./project-at-work";

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
    const before = await findMember(tx, id);
    if (!before) return "no_such_person";
    if (!roles.includes("lead") && (await lastLead(tx, id))) return "last_lead";
    await tx.membership.update({ where: { projectId_personId: { projectId, personId: id } }, data: { roles } });
    if (!roles.includes("lead")) await withdrawInvitations(tx, { personId: id, projectId, person: { isOwner: false } });
    return { ...before, roles };
  });
}

/**
 * A lead closes the account of a member, or opens it again; how it was when it is so already. `elsewhere` when the person
 * is in other projects, too, or owns the server, and an owner has to decide.
 */
export async function updateActive(
  id: string,
  active: boolean,
  isOwner: boolean,
): Promise<MemberRow | "no_such_person" | "elsewhere" | NotClosed> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await findMember(tx, id);
    if (!before) return "no_such_person";
    if ((before.deactivatedAt === null) === active) return before;
    const isElsewhere = {
      id,
      OR: [{ isOwner: true }, { memberships: { some: { projectId: { not: requireProject() } } } }],
    };
    if (!isOwner && (await tx.user.findFirst({ where: isElsewhere, select: { id: true } }))) return "elsewhere";
    const closed = await setActive(tx, id, active);
    return closed instanceof Date || closed === null
      ? { ...before, deactivatedAt: closed?.toISOString() ?? null }
      : closed;
  });
}

/** What somebody sent who may take nobody in any more dies with that right, and does not come back with it. */
export async function withdrawInvitations(
  tx: Prisma.TransactionClient,
  whose: Prisma.InvitationWhereInput,
): Promise<void> {
  await tx.invitation.deleteMany({ where: { ...whose, acceptedAt: null } });
}

/** Why an account stays open: nobody else could manage these projects, or the server. */
export type NotClosed = { lastLeadOf: string[] } | "last_owner";

/** Closes an account, sessions and all, in whatever projects it is, or opens it; when it was closed, or why it was not. */
export async function setActive(
  tx: Prisma.TransactionClient,
  id: string,
  active: boolean,
): Promise<Date | null | NotClosed> {
  const deactivatedAt = active ? null : new Date();
  if (!active) {
    const alone = await ledAlone(tx, id);
    if (alone.length > 0) return { lastLeadOf: alone.map(({ name }) => name) };
    if (await lastOwner(tx, id)) return "last_owner";
    await tx.session.deleteMany({ where: { userId: id } });
    await tx.apiToken.deleteMany({ where: { personId: id } });
    await withdrawInvitations(tx, { personId: id });
  }
  await tx.user.update({ where: { id }, data: { deactivatedAt } });
  return deactivatedAt;
}

/** One member of the project at work. */
export async function findMember(tx: Prisma.TransactionClient, id: string): Promise<MemberRow | null> {
  const projectId = requireProject();
  const row = await tx.user.findFirst({ where: memberOf(id, projectId), include: withMemberships });
  return row && toMember(row, projectId);
}

/** True when nobody else leads the project at work. */
export async function lastLead(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const projectId = requireProject();
  return (await ledAlone(tx, id)).some((project) => project.id === projectId);
}

/** The projects that a person leads and nobody else who may sign in. */
async function ledAlone(tx: Prisma.TransactionClient, id: string): Promise<{ id: string; name: string }[]> {
  const lead = { roles: { has: "lead" } };
  const other = { personId: { not: id }, person: { deactivatedAt: null }, ...lead };
  return tx.project.findMany({
    where: { AND: [{ members: { some: { personId: id, ...lead } } }, { members: { none: other } }] },
    select: { id: true, name: true },
    orderBy: { createdAt: "asc" },
  });
}

async function lastOwner(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const owners = await tx.user.findMany({ where: { isOwner: true, deactivatedAt: null }, select: { id: true } });
  return owners.length === 1 && owners[0]?.id === id;
}

function memberOf(id: string, projectId: string) {
  return { id, memberships: { some: { projectId } } };
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
