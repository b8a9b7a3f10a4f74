import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "./generated/prisma/client";
import { projectPool } from "./pool";
import { lockNumber } from "./sql";

/** Hands Prisma the process's pool when the first query comes, not when the module is loaded. */
class PoolAdapter extends PrismaPg {
  constructor() {
    super({});
  }

  override connect() {
    return new PrismaPg(projectPool()).connect();
  }
}

const kept = globalThis as typeof globalThis & { realchatPrisma?: PrismaClient };

/** The one Prisma client: for pages, forms and settings. Hot paths speak SQL through `lib/data/sql.ts`. */
export const prisma = kept.realchatPrisma ?? new PrismaClient({ adapter: new PoolAdapter() });
if (process.env.NODE_ENV !== "production") kept.realchatPrisma = prisma;

/** Transactions with the same lock go one after another: what the one before wrote is seen from here on. */
export async function lockFor(tx: Prisma.TransactionClient, lock: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber(lock)})`;
}
