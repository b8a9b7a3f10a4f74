import { PrismaPg } from "@prisma/adapter-pg";
import { must } from "@/lib/base/assert";
import { first } from "./door/execute";
import { sql } from "./door/fragment";
import { projectTables, sharedTables } from "./door/project-tables";
import { columnOf, texts } from "./door/row";
import { statement } from "./door/statement";
import { Prisma, PrismaClient } from "./generated/prisma/client";
import { projectPool } from "./pool";
import { atWork, isJudgingAtWork, projectAtWork, raterAtWork } from "./project-at-work";
import { lockNumber } from "./sql";

const tables = new Map<string, string>(
  Object.values(Prisma.ModelName).map((model) => [model, columnOf(model).slice(1)]),
);

/** Rows that are made get their project from the column's default, and nobody else's would be taken (row-level security). */
const makes: ReadonlySet<string> = new Set(["create", "createMany", "createManyAndReturn"]);

const ofDialogues: ReadonlySet<string> = new Set(["Attempt", "Decision", "Presence", "ReviewItem", "Turn"]);

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

type Args = { where?: { AND?: unknown } & Record<string, unknown> };

/** True for a model whose rows belong to a project. */
export function isOfProject(model: string): boolean {
  return projectTables.has(tables.get(model) ?? "") || isShared(model);
}

/** True for a model of which rows without a project ship with the studio. */
function isShared(model: string): boolean {
  return sharedTables.has(tables.get(model) ?? "");
}

/** What is kept from a rater: runs and imports, and models. */
type Kept = { origins: string[]; models: string[] };

type At = { projectId: string | null; kept: Kept | null };

/** {@link notKeptFrom} for plain reads and writes. */
function notKept(model: string, { origins, models }: Kept): object[] {
  const isOther = { notIn: origins };
  const shown = [{ OR: [{ runId: null }, { runId: isOther }] }, { OR: [{ importId: null }, { importId: isOther }] }];
  if (model === "Run" || model === "Import") return [{ id: isOther }];
  if (model === "Model") return [{ id: { notIn: models } }];
  if (model === "Dialogue") return shown;
  return ofDialogues.has(model) ? [{ dialogue: { AND: shown } }] : [];
}

/**
 * The first wall for plain reads and writes: their arguments with the project put into the condition, beside what the
 * caller asks for, and what is kept from a rater left out. What ships with the studio and has no project is seen in all of them, and outside of any.
 */
function scopeArgs(model: string, operation: string, args: unknown, { projectId, kept }: At): unknown {
  if (!isOfProject(model) || makes.has(operation)) return args;
  if (operation === "upsert")
    throw new Error(`An upsert of ${model} would need two statements under a condition: write it in SQL`);
  if (projectId === null && !isShared(model)) throw new Error(`${model} needs a project: wrap it in inProject`);
  const { where = {} } = (args ?? {}) as Args;
  const own = { projectId };
  const condition = projectId !== null && isShared(model) ? { OR: [own, { projectId: null }] } : own;
  const others = where.AND === undefined ? [] : Array.isArray(where.AND) ? where.AND : [where.AND];
  const shown = kept === null ? [] : notKept(model, kept);
  return Object.assign({}, args, { where: Object.assign({}, where, { AND: [...others, condition, ...shown] }) });
}
