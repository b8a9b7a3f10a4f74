import { type SavedFilter, type SavedFilterText, savedFilterTextSchema } from "@/lib/domain/saved-filter";
import { listReadable, readStored } from "./door/unreadable";
import type { Prisma, SavedFilter as Row } from "./generated/prisma/client";
import { lockFor, prisma } from "./prisma";

/** A person's own, by name. */
export async function listSavedFilters(personId: string): Promise<SavedFilter[]> {
  const rows = await prisma.savedFilter.findMany({ where: { personId } });
  return listReadable(rows, toSavedFilter).sort((a, b) => a.name.localeCompare(b.name, "en"));
}

type Own = SavedFilterText & { id: string; personId: string };

/** `full` when the person has `most` of them, `taken` when one of them has this name. */
export function insertSavedFilter(own: Own, most: number): Promise<SavedFilter | "full" | "taken"> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, `saved filters of ${own.personId}`);
    const { personId, name } = own;
    if ((await tx.savedFilter.count({ where: { personId } })) >= most) return "full";
    if (await tx.savedFilter.findFirst({ where: { personId, name }, select: { id: true } })) return "taken";
    return toSavedFilter(
      await tx.savedFilter.create({ data: { ...own, filter: own.filter as Prisma.InputJsonValue } }),
    );
  });
}

/** Changes a person's own. `missing` when they have none of this id, `taken` when another of theirs has the name. */
export function updateSavedFilter({ id, personId, name, filter }: Own): Promise<SavedFilter | "missing" | "taken"> {
  return prisma.$transaction(async (tx) => {
    await lockFor(tx, `saved filters of ${personId}`);
    const other = { personId, name, id: { not: id } };
    if (await tx.savedFilter.findFirst({ where: other, select: { id: true } })) return "taken";
    const data = { name, filter: filter as Prisma.InputJsonValue };
    const { count } = await tx.savedFilter.updateMany({ where: { id, personId }, data });
    return count === 1 ? { id, name, filter } : "missing";
  });
}

/** False when the person has none of this id. */
export async function deleteSavedFilter(personId: string, id: string): Promise<boolean> {
  const { count } = await prisma.savedFilter.deleteMany({ where: { id, personId } });
  return count === 1;
}

function toSavedFilter({ id, name, filter }: Row): SavedFilter {
  return { id, name, filter: readStored({ table: "saved_filter", column: "filter", id }, parseFilter, filter) };
}

function parseFilter(value: unknown): SavedFilter["filter"] {
  return savedFilterTextSchema.shape.filter.parse(value);
}
