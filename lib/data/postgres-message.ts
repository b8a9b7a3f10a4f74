import { Prisma } from "./generated/prisma/client";

/** What Postgres said of a statement that failed, whichever of the two ways it took. */
export function postgresMessage(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error.message;
  const adapter = error.meta?.driverAdapterError as { cause?: { originalMessage?: string } } | undefined;
  return adapter?.cause?.originalMessage ?? "";
}
