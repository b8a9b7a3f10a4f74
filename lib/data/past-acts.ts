import type { PastAct } from "@/lib/domain/work";
import { all } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, text } from "./door/row";
import { statement } from "./door/statement";
import { type PageOf, placeAfter, toPage } from "./page";

const act = columns("Decision", "x", "id", "dialogueId", "kind", "createdAt");

const list = statement(
  "pastActs.list",
  { ...act.row, opening: text, undone: bool },
  (personId: string, at: string | null, id: string | null, limit: number) => sql`
    SELECT ${act}, d.opening,
      EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id) AS undone
    FROM decision x JOIN dialogue d ON d.id = x.dialogue_id
    WHERE x.person_id = ${personId} AND x.kind <> 'undo'
      AND (${at}::text IS NULL OR (x.created_at, x.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit}`,
);

/** What a person did, newest first. */
export async function listPastActs({
  personId,
  cursor,
  limit,
}: {
  personId: string;
  cursor?: string;
  limit: number;
}): Promise<PageOf<PastAct>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list(personId, at, id, limit + 1));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })), nextCursor };
}
