import { randomUUID } from "node:crypto";
import type { Role, Viewer } from "@/lib/domain/viewer";
import { lockFor, prisma } from "./prisma";
import { isUniqueViolation } from "./unique-violation";

export type NewPerson = Viewer & { passwordHash: string };
export type MemberRow = Viewer & { createdAt: string; deactivatedAt: string | null };

/** Any two transactions with this lock go one after the other. */
const peopleLock = "people";

export async function hasUsers(): Promise<boolean> {
  return (await prisma.user.findFirst({ select: { id: true } })) !== null;
}

/** Inserts a person who may sign in with e-mail and password; false when the address is taken. */
export async function insertPerson(person: NewPerson): Promise<boolean> {
  try {
    await prisma.user.create({ data: withPassword(person) });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Inserts the first person; false when there is somebody already, however many try at once. */
export async function insertFirstPerson(person: NewPerson): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    if (await tx.user.findFirst({ select: { id: true } })) return false;
    await tx.user.create({ data: withPassword(person) });
    return true;
  });
}

export async function findPersonByEmail(email: string): Promise<Viewer | null> {
  const row = await prisma.user.findUnique({ where: { email } });
  return row && toViewer(row);
}

export async function isDeactivated(id: string): Promise<boolean> {
  return (await prisma.user.findFirst({ where: { id, deactivatedAt: { not: null } }, select: { id: true } })) !== null;
}

export async function listMembers(): Promise<MemberRow[]> {
  const rows = await prisma.user.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toMember);
}

/** Gives a person other roles. `no_such_person`, or `last_lead` when nobody could manage the team any more. */
export async function updateRoles(id: string, roles: Role[]): Promise<MemberRow | "no_such_person" | "last_lead"> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await tx.user.findUnique({ where: { id } });
    if (!before) return "no_such_person";
    const otherLead = await tx.user.findFirst({
      where: { id: { not: id }, roles: { has: "lead" }, deactivatedAt: null },
      select: { id: true },
    });
    if (before.roles.includes("lead") && !roles.includes("lead") && !otherLead) return "last_lead";
    return toMember(await tx.user.update({ where: { id }, data: { roles } }));
  });
}

/**
 * Closes an account, sessions and all, or opens it again; how it was when it is so already. `last_lead` when nobody
 * could manage the team any more.
 */
export async function updateActive(id: string, active: boolean): Promise<MemberRow | "no_such_person" | "last_lead"> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await tx.user.findUnique({ where: { id } });
    if (!before) return "no_such_person";
    if ((before.deactivatedAt === null) === active) return toMember(before);
    if (active) return toMember(await tx.user.update({ where: { id }, data: { deactivatedAt: null } }));
    const otherLead = await tx.user.findFirst({
      where: { id: { not: id }, roles: { has: "lead" }, deactivatedAt: null },
      select: { id: true },
    });
    if (!otherLead) return "last_lead";
    await tx.session.deleteMany({ where: { userId: id } });
    return toMember(await tx.user.update({ where: { id }, data: { deactivatedAt: new Date() } }));
  });
}

type Row = { id: string; name: string; email: string; roles: string[] };

/** Columns of the person that others may see: no more, whatever the row holds. */
export function toViewer({ id, name, email, roles }: Row): Viewer {
  return { id, name, email, roles: roles as Role[] };
}

function toMember(row: Row & { createdAt: Date; deactivatedAt: Date | null }): MemberRow {
  const { createdAt, deactivatedAt } = row;
  return {
    ...toViewer(row),
    createdAt: createdAt.toISOString(),
    deactivatedAt: deactivatedAt?.toISOString() ?? null,
  };
}

/** A user and its credential account, as better-auth reads them. */
export function withPassword({ passwordHash, ...viewer }: NewPerson) {
  const account = { id: randomUUID(), accountId: viewer.id, providerId: "credential", password: passwordHash };
  return { ...viewer, emailVerified: true, accounts: { create: account } };
}
