import { Prisma } from "./generated/prisma/client";
import { prisma } from "./prisma";
import { query } from "./sql";

type Key = { userId: string; key: string };

/** Takes a key for the first time; false when somebody has. Keys are kept for a day. */
export async function claimKey(claim: Key & { endpoint: string; requestHash: string }): Promise<boolean> {
  await query`DELETE FROM idempotency_key WHERE created_at < now() - interval '1 day'`;
  const { count } = await prisma.idempotencyKey.createMany({ data: claim, skipDuplicates: true });
  return count === 1;
}

export async function readKey({ userId, key }: Key) {
  return prisma.idempotencyKey.findUnique({ where: { userId_key: { userId, key } } });
}

/** Keeps the answer for repeats; null keeps only that there was one. */
export async function settleKey({ userId, key }: Key, status: number, answer: unknown): Promise<void> {
  const response = answer === null || answer === undefined ? Prisma.DbNull : (answer as Prisma.InputJsonValue);
  await prisma.idempotencyKey.update({ where: { userId_key: { userId, key } }, data: { status, response } });
}

export async function forgetKey({ userId, key }: Key): Promise<void> {
  await prisma.idempotencyKey.deleteMany({ where: { userId, key } });
}
