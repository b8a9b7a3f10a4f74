import { PrismaPg } from "@prisma/adapter-pg";
import { must } from "@/lib/base/assert";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { texts } from "./door/row";
import { isOfProject, type Kept, scopeArgs } from "./door/scope-plain";
import { statement } from "./door/statement";
import { type Prisma, PrismaClient } from "./generated/prisma/client";
import { projectPool } from "./pool";
import { atWork, isJudgingAtWork, projectAtWork, raterAtWork } from "./project-at-work";
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

/**
 * The one Prisma client: for pages, forms and settings; what it reads and writes stands behind both walls. Hot paths speak
 * SQL through `lib/data/door`.
 */
export const prisma = kept.realchatPrisma ?? openClient();
if (process.env.NODE_ENV !== "production") kept.realchatPrisma = prisma;

function openClient(): PrismaClient {
  const client = new PrismaClient({ adapter: new PoolAdapter() }).$extends({
    name: "project",
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          if (!isOfProject(model) || atWork() === "across") return query(args);
          const rater = raterAtWork();
          const ask = (kept: Kept | null) =>
            query(scopeArgs(model, operation, args, { projectId: projectAtWork(), kept }) as typeof args);
          return rater === null ? ask(null) : readKept(rater).then(ask);
        },
      },
    },
  });
  // It asks as before, so its types are those of a client that nothing was added to.
  return client as unknown as PrismaClient;
}

/** Transactions with the same lock go one after another: what the one before wrote is seen from here on. */
export async function lockFor(tx: Prisma.TransactionClient, lock: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber(lock)})`;
}

const find = statement(
  "keptFromRater.find",
  { origins: texts, models: texts },
  (rater: string, isJudging: boolean) => sql`
    SELECT kept_origins(${rater}, ${isJudging}) AS origins, kept_models(${rater}, ${isJudging}) AS models`,
);

/** What evaluations that this person votes in, and queues that they judge, keep from them, by id. */
async function readKept(rater: string): Promise<Kept> {
  return must(await first(find(rater, isJudgingAtWork())), "one row");
}
