import type { Mention } from "@/lib/domain/mention";
import { query } from "./sql";

type Row = Omit<Mention, "createdAt"> & { createdAt: Date };

/** The newest comments that name a person and still stand, newest first; `unread` says which came since they looked. */
export async function listMentions(personId: string, limit: number): Promise<Mention[]> {
  const rows = await query<Row>`
    SELECT x.id, x.dialogue_id AS "dialogueId", x.turn_id AS "turnId", u.name AS "authorName", d.opening,
      x.act ->> 'text' AS text, x.created_at AS "createdAt",
      x.created_at > coalesce(me.mentions_read_at, '-infinity') AS unread
    FROM decision x JOIN "user" u ON u.id = x.actor_id JOIN dialogue d ON d.id = x.dialogue_id
      JOIN "user" me ON me.id = ${personId}
    WHERE x.kind = 'comment' AND x.act -> 'mentions' @> to_jsonb(${personId}::text) AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Marks what came until `until` as read; never goes back. */
export async function markMentionsRead(personId: string, until: string): Promise<void> {
  await query`
    UPDATE "user" SET mentions_read_at = greatest(coalesce(mentions_read_at, '-infinity'), ${until}::timestamptz)
    WHERE id = ${personId}`;
}
