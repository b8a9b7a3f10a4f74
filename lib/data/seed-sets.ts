import type { Seed, SeedKind, SeedSet, SeedSetInput } from "@/lib/domain/seed-set";
import { execute } from "./door/execute";
import { sql } from "./door/fragment";
import { statement } from "./door/statement";
import type { SeedSet as Row } from "./generated/prisma/client";
import { olderThan, type PageOf, type PageQuery, toPage } from "./page";
import { prisma } from "./prisma";

/** Newest first. */
export async function listSeedSets({ cursor, limit }: PageQuery): Promise<PageOf<SeedSet>> {
  const rows = await prisma.seedSet.findMany({
    where: olderThan(cursor),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toSeedSet), nextCursor };
}

/** A set and its first seeds by position. */
export async function findSeedSet(id: string, first = 0): Promise<{ seedSet: SeedSet; seeds: Seed[] } | null> {
  const row = await prisma.seedSet.findFirst({
    where: { id },
    include: { seeds: { orderBy: { position: "asc" }, take: first } },
  });
  if (!row) return null;
  const seeds = row.seeds.map(({ question, answer }) => ({ question, ...(answer !== null && { answer }) }));
  return { seedSet: toSeedSet(row), seeds };
}

/** Stores a set whole or not at all. */
export async function insertSeedSet({
  id: seedSetId,
  name,
  kind,
  seeds,
}: SeedSetInput & { id: string }): Promise<SeedSet> {
  return prisma.$transaction(
    async (tx) => {
      const set = await tx.seedSet.create({ data: { id: seedSetId, name, kind, size: seeds.length } });
      const rows = seeds.map((seed, i) => ({ seedSetId, position: i + 1, ...seed }));
      for (let i = 0; i < rows.length; i += 5_000) await tx.seed.createMany({ data: rows.slice(i, i + 5_000) });
      return toSeedSet(set);
    },
    { timeout: 120_000 },
  );
}

const remove = statement(
  "seedSets.delete",
  {},
  (id: string) => sql`
    DELETE FROM seed_set WHERE id = ${id} AND NOT EXISTS (SELECT FROM run WHERE seed_set_id = ${id})`,
);

/** Deletes a set unless a run names it; the check and the deletion are one statement. */
export async function deleteSeedSet(id: string): Promise<"deleted" | "used" | "no_such_set"> {
  if ((await execute(remove(id))) > 0) return "deleted";
  return (await prisma.seedSet.findFirst({ where: { id }, select: { id: true } })) ? "used" : "no_such_set";
}

function toSeedSet({ id, name, kind, size, createdAt }: Row): SeedSet {
  return { id, name, kind: kind as SeedKind, size, createdAt: createdAt.toISOString() };
}
