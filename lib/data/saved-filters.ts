import type { SavedFilter, SavedFilterText } from "@/lib/domain/saved-filter";
import { type Queryable, query, sql } from "./sql";

type Row = { id: string; name: string; filter: SavedFilterText["filter"] };

/** A person's own, by name. */
export function listSavedFilters(personId: string): Promise<SavedFilter[]> {
  return query<Row>`
    SELECT id, name, filter FROM saved_filter WHERE person_id = ${personId} ORDER BY lower(name), name`;
}

export async function countSavedFilters(tx: Queryable, personId: string): Promise<number> {
  const [row] = await sql<{ n: number }>(tx)`
    SELECT count(*)::int AS n FROM saved_filter WHERE person_id = ${personId}`;
  return row?.n ?? 0;
}

/** Null when the person has one of this name. */
export async function insertSavedFilter(
  tx: Queryable,
  { id, personId, name, filter }: SavedFilterText & { id: string; personId: string },
): Promise<SavedFilter | null> {
  const [row] = await sql<Row>(tx)`
    INSERT INTO saved_filter (id, person_id, name, filter, updated_at) VALUES (${id}, ${personId}, ${name}, ${filter}, now())
    ON CONFLICT (person_id, name) DO NOTHING RETURNING id, name, filter`;
  return row ?? null;
}

/**
 * Changes a person's own. `missing` when they have none of this id, `taken` when another of theirs has the name; the
 * caller holds the lock of the person's filters.
 */
export async function updateSavedFilter(
  tx: Queryable,
  { id, personId, name, filter }: SavedFilterText & { id: string; personId: string },
): Promise<SavedFilter | "missing" | "taken"> {
  const [other] = await sql<{ id: string }>(tx)`
    SELECT id FROM saved_filter WHERE person_id = ${personId} AND name = ${name} AND id <> ${id}`;
  if (other) return "taken";
  const [row] = await sql<Row>(tx)`
    UPDATE saved_filter SET name = ${name}, filter = ${filter}, updated_at = now()
    WHERE id = ${id} AND person_id = ${personId} RETURNING id, name, filter`;
  return row ?? "missing";
}

/** False when the person has none of this id. */
export async function deleteSavedFilter(personId: string, id: string): Promise<boolean> {
  const gone = await query`DELETE FROM saved_filter WHERE id = ${id} AND person_id = ${personId} RETURNING id`;
  return gone.length === 1;
}
