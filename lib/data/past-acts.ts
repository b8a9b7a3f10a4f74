import type { PastAct } from "@/lib/domain/work";
import { decodeCursor, encodeCursor, type Page } from "./page";
import { query } from "./sql";

type Row = Omit<PastAct, "createdAt"> & { createdAt: Date };

/** What a person did, newest first. */
export async function listPastActs({
  personId,
  cursor,
  limit,
}: {
  personId: string;
  cursor?: string;
  limit: number;
}): Promise<Page<PastAct>> {
  const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
  const rows = await query<Row>`
    SELECT x.id, x.dialogue_id AS "dialogueId", d.opening, x.kind, x.created_at AS "createdAt",
      EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone
    FROM decision x JOIN dialogue d ON d.id = x.dialogue_id
    WHERE x.person_id = ${personId} AND x.kind <> 'undo'
      AND (${at}::text IS NULL OR (x.created_at, x.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.createdAt, last.id) : null };
}
