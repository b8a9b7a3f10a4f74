import { Prisma } from "./generated/prisma/client";

/** True when an insert failed because such a row exists. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
