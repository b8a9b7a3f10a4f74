import type { Mention } from "@/lib/domain/mention";
import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, text } from "./door/row";
import { statement } from "./door/statement";
import { type PageOf, placeAfter, toPage } from "./page";

const comment = columns("Decision", "x", "id", "dialogueId", "turnId", "createdAt");

const list = statement(
  "mentions.list",
  { ...comment.row, personName: text, opening: text, text, unread: bool },
  (personId: string, at: string | null, id: string | null, limit: number) => sql`
    SELECT ${comment}, u.name AS "personName", d.opening, x.act ->> 'text' AS text,
      x.created_at > coalesce(me.mentions_read_at, '-infinity') AS unread
    FROM decision x JOIN "user" u ON u.id = x.person_id JOIN dialogue d ON d.id = x.dialogue_id
      JOIN "user" me ON me.id = ${personId}
    WHERE x.kind = 'comment' AND x.act -> 'mentions' @> to_jsonb(${personId}::text) AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)
      AND (${at}::text IS NULL OR (x.created_at, x.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY x.created_at DESC, x.id DESC LIMIT ${limit + 1}::int`,
);

/** Comments that name a person and still stand, newest first; `unread` says which came since they looked. */
export async function listMentions(
  personId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<PageOf<Mention>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list(personId, at, id, limit));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })), nextCursor };
}

const markRead = statement(
  "mentions.markRead",
  {},
  (personId: string, until: string) => sql`
    UPDATE "user" SET mentions_read_at = greatest(coalesce(mentions_read_at, '-infinity'), ${until}::timestamptz)
    WHERE id = ${personId}`,
);

/** Marks what came until `until` as read; never goes back. */
export async function markMentionsRead(personId: string, until: string): Promise<void> {
  await execute(markRead(personId, until));
}
