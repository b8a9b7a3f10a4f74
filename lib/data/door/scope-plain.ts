import { Prisma } from "../generated/prisma/client";
import { projectTables, sharedTables } from "./project-tables";
import { columnOf } from "./row";

type Args = { where?: { AND?: unknown } & Record<string, unknown> };

const tables = new Map<string, string>(
  Object.values(Prisma.ModelName).map((model) => [model, columnOf(model).slice(1)]),
);

/** Rows that are made get their project from the column's default, and nobody else's would be taken (row-level security). */
const makes: ReadonlySet<string> = new Set(["create", "createMany", "createManyAndReturn"]);

/** True for a model whose rows belong to a project. */
export function isOfProject(model: string): boolean {
  return projectTables.has(tables.get(model) ?? "") || isShared(model);
}

/** True for a model of which rows without a project ship with the studio. */
function isShared(model: string): boolean {
  return sharedTables.has(tables.get(model) ?? "");
}

/** What is kept from a rater: runs and imports, and models. */
export type Kept = { origins: string[]; models: string[] };

type At = { projectId: string | null; kept: Kept | null };

const ofDialogues: ReadonlySet<string> = new Set(["Attempt", "Decision", "Presence", "ReviewItem", "Turn"]);

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
export function scopeArgs(model: string, operation: string, args: unknown, { projectId, kept }: At): unknown {
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
