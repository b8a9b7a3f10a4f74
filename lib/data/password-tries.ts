import { lockFor, prisma } from "./prisma";

const dayMs = 86_400_000;

/** Tries under one key in its window, the one just noted included. */
export type Tries = { count: number; beganAt: Date };

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
