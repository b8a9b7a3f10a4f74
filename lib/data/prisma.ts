import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";
import { pool } from "./pool";

/** Hands Prisma the process's pool when the first query comes, not when the module is loaded. */
class PoolAdapter extends PrismaPg {
  constructor() {
    super({});
  }

  override connect() {
    return new PrismaPg(pool()).connect();
  }
}

const kept = globalThis as typeof globalThis & { realchatPrisma?: PrismaClient };

/** The one Prisma client: for pages, forms and settings. Hot paths speak SQL through `lib/data/sql.ts`. */
export const prisma = kept.realchatPrisma ?? new PrismaClient({ adapter: new PoolAdapter() });
if (process.env.NODE_ENV !== "production") kept.realchatPrisma = prisma;
