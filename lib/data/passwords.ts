import type { Account } from "@/lib/domain/project";
import type { Prisma } from "./generated/prisma/client";
import { toAccount, withMemberships } from "./memberships";
import { lockFor, prisma } from "./prisma";
import { requireProject } from "./project-at-work";

const credential = { providerId: "credential" } as const;

/** The hash of somebody's password; null for who has none. */
export async function findPasswordHash(personId: string): Promise<string | null> {
  const where = { userId: personId, ...credential };
  return (await prisma.account.findFirst({ where, select: { password: true } }))?.password ?? null;
}

/** Sets a password in place of the one with the hash `before`, and ends all sessions; false when it is another by now. */
export async function replacePassword(personId: string, before: string, passwordHash: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const where = { userId: personId, ...credential, password: before };
    const { count } = await tx.account.updateMany({ where, data: { password: passwordHash } });
    if (count > 0) await endAllWays(tx, personId);
    return count > 0;
  });
}

/** Uses a link up: sets the password of its person and ends all sessions; false when it was used meanwhile. */
export async function redeemPasswordReset(tokenHash: string, personId: string, passwordHash: string): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.passwordReset.deleteMany({ where: { tokenHash, expiresAt: { gt: new Date() } } });
    if (count === 0) return false;
    await tx.account.updateMany({ where: { userId: personId, ...credential }, data: { password: passwordHash } });
    await endAllWays(tx, personId);
    return true;
  });
}

/** What led in by the password before: sessions, and links that would set yet another one. */
async function endAllWays(tx: Prisma.TransactionClient, personId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId: personId } });
  await tx.passwordReset.deleteMany({ where: { personId } });
}

/** Ends all sessions of a person; tells how many there were. */
export async function deleteSessions(personId: string): Promise<number> {
  return (await prisma.session.deleteMany({ where: { userId: personId } })).count;
}

type NewReset = { id: string; personId: string; makerId: string; tokenHash: string; expiresAt: Date };

/** Keeps a link that sets a password; those made for the person before are good no longer. */
export async function insertPasswordReset(reset: NewReset): Promise<void> {
  await prisma.$transaction([
    prisma.passwordReset.deleteMany({ where: { personId: reset.personId } }),
    prisma.passwordReset.create({ data: reset }),
  ]);
}

/** Whose password a link sets, and who made it; null for one that is used, over or unknown, or of a closed account. */
export async function findPasswordReset(tokenHash: string): Promise<{ person: Account; maker: Account } | null> {
  const open = { deactivatedAt: null };
  const row = await prisma.passwordReset.findFirst({
    where: { tokenHash, expiresAt: { gt: new Date() }, person: open, maker: open },
    include: { person: { include: withMemberships }, maker: { include: withMemberships } },
  });
  return row && { person: toAccount(row.person), maker: toAccount(row.maker) };
}

/** A member of the project at work with all their projects, closed or not. */
export async function findAccountOfMember(id: string): Promise<Account | null> {
  const where = { id, memberships: { some: { projectId: requireProject() } } };
  const row = await prisma.user.findFirst({ where, include: withMemberships });
  return row && toAccount(row);
}

const dayMs = 86_400_000;

/** Tries under one key in its window, the one just noted included. */
type Tries = { count: number; beganAt: Date };

/** Notes one more try under a key, in the window of `windowMs` that is open or in a new one. */
export async function notePasswordTry(key: string, windowMs: number): Promise<Tries> {
  const now = Date.now();
  await prisma.passwordTry.deleteMany({ where: { beganAt: { lt: new Date(now - dayMs) } } });
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, `password try ${key}`);
    const before = await tx.passwordTry.findUnique({ where: { key } });
    const open = before !== null && before.beganAt.getTime() > now - windowMs;
    const tries = open ? { count: before.count + 1, beganAt: before.beganAt } : { count: 1, beganAt: new Date(now) };
    await tx.passwordTry.upsert({ where: { key }, create: { key, ...tries }, update: tries });
    return tries;
  });
}

export async function forgetPasswordTries(key: string): Promise<void> {
  await prisma.passwordTry.deleteMany({ where: { key } });
}

/** Whether somebody is signed in to the account with this e-mail address from this network address. */
export async function isSignedInFrom(email: string, address: string): Promise<boolean> {
  const where = { ipAddress: address, user: { email }, expiresAt: { gt: new Date() } };
  return (await prisma.session.findFirst({ where, select: { id: true } })) !== null;
}
