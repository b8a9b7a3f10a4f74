import { AppError } from "@/lib/base/app-error";
import { Prisma } from "./generated/prisma/client";

/**
 * What a violated foreign key means to a person. Checks before a write cannot rule it out: what they found may be
 * deleted, or taken into use, before the write is there. Null for any other error.
 */
export function problemOfParents(error: unknown): AppError | null {
  const message = postgresMessage(error);
  const made = /insert or update on table "(\w+)" violates foreign key constraint "(\w+)"/.exec(message);
  if (made) {
    const [, table = "", constraint = ""] = made;
    const parent = constraint.replace(`${table}_`, "").replace(/(_id)?_fkey$/, "");
    return new AppError(
      "gone",
      `The ${spoken(parent)} that this needs was deleted meanwhile. Nothing was changed. Load the page anew and choose again.`,
      { cause: error },
    );
  }
  const kept = /on table "(\w+)" violates (?:RESTRICT setting of )?foreign key constraint "\w+" on table "(\w+)"/.exec(
    message,
  );
  if (!kept) return null;
  const [, table = "", child = ""] = kept;
  return new AppError(
    "conflict",
    `This ${spoken(table)} is in use meanwhile (${spoken(child)}), so it was kept. Nothing was changed.`,
    { cause: error },
  );
}

function spoken(name: string): string {
  return name === "user" ? "person" : name.replaceAll("_", " ");
}

/** What it means to a person that a statement took longer than the web process lets one take. Null for any other error. */
export function problemOfTimeLimit(error: unknown): AppError | null {
  if (!postgresMessage(error).includes("canceling statement due to statement timeout")) return null;
  return new AppError(
    "too_long",
    "The database took too long over this, so it was stopped and nothing was changed. Ask for less: search for rarer or longer words, or take a narrower filter.",
    { cause: error },
  );
}

/** True when an insert failed because such a row exists. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** What Postgres said of a statement that failed, whichever of the two ways it took. */
export function postgresMessage(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error.message;
  const adapter = error.meta?.driverAdapterError as { cause?: { originalMessage?: string } } | undefined;
  return adapter?.cause?.originalMessage ?? "";
}
