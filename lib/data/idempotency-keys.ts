import { Prisma } from "./generated/prisma/client";
import { prisma } from "./prisma";

const dayMs = 86_400_000;

type Key = { personId: string; key: string };

/** Takes a key for the first time; false when somebody has. Keys are kept for a day. */
export async function claimKey(claim: Key & { endpoint: string; requestHash: string }): Promise<boolean> {
  await prisma.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - dayMs) } } });
  const { count } = await prisma.idempotencyKey.createMany({ data: claim, skipDuplicates: true });
  return count === 1;
}

export async function readKey({ personId, key }: Key) {
  return prisma.idempotencyKey.findUnique({ where: { personId_key: { personId, key } } });
}

/** Keeps the answer for repeats; null keeps only that there was one. */
export async function settleKey({ personId, key }: Key, status: number, answer: unknown): Promise<void> {
  const response = answer === null || answer === undefined ? Prisma.DbNull : (answer as Prisma.InputJsonValue);
  await prisma.idempotencyKey.update({ where: { personId_key: { personId, key } }, data: { status, response } });
}

export async function forgetKey({ personId, key }: Key): Promise<void> {
  await prisma.idempotencyKey.deleteMany({ where: { personId, key } });
}
