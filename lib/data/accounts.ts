import type { Membership, Project } from "@/lib/domain/project";
import { toAccount, toProject, withMemberships } from "./memberships";
import { type NotClosed, peopleLock, setActive } from "./people";
import { lockFor, prisma } from "./prisma";

/** An account as owners of the server see it. */
export type AccountListed = {
  id: string;
  name: string;
  email: string;
  isOwner: boolean;
  memberships: Membership[];
  createdAt: string;
  deactivatedAt: string | null;
};

/** Everybody on the server, those first who were there first, with what they are in. */
export async function listAccounts(): Promise<AccountListed[]> {
  const orderBy = [{ createdAt: "asc" }, { id: "asc" }] as const;
  return (await prisma.user.findMany({ include: withMemberships, orderBy: [...orderBy] })).map(toListed);
}

/** Every project of the server, the oldest first. */
export async function listProjects(): Promise<Project[]> {
  return (
    await prisma.project.findMany({ where: { deletedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })
  ).map(toProject);
}

export async function findProject(id: string): Promise<Project | null> {
  const row = await prisma.project.findUnique({ where: { id, deletedAt: null } });
  return row && toProject(row);
}

/** Closes an account, or opens it; null when there is none. How it was when it is so already. */
export async function updateAccount(id: string, active: boolean): Promise<AccountListed | NotClosed | null> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, peopleLock);
    const before = await tx.user.findUnique({ where: { id }, include: withMemberships });
    if (!before) return null;
    if ((before.deactivatedAt === null) === active) return toListed(before);
    const deactivatedAt = await setActive(tx, id, active);
    return deactivatedAt === null || deactivatedAt instanceof Date
      ? toListed({ ...before, deactivatedAt })
      : deactivatedAt;
  });
}

type Row = Parameters<typeof toAccount>[0] & { createdAt: Date; deactivatedAt: Date | null };

/** No more of the row than owners may see. */
function toListed(row: Row): AccountListed {
  const { id, name, email, isOwner, memberships } = toAccount(row);
  const createdAt = row.createdAt.toISOString();
  return { id, name, email, isOwner, memberships, createdAt, deactivatedAt: row.deactivatedAt?.toISOString() ?? null };
}
