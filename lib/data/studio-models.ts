import type { Prisma } from "./generated/prisma/client";
import { prisma } from "./prisma";

/** Adds an entry unless there is one with its id already, archived or not. */
export async function insertModelIfAbsent(entry: Prisma.ModelCreateManyInput): Promise<void> {
  await prisma.model.createMany({ data: [entry], skipDuplicates: true });
}
