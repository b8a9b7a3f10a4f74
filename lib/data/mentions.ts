import type { Mention } from "@/lib/domain/mention";
import { all, execute, first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, int, text } from "./door/row";
import { statement } from "./door/statement";
import { type PageOf, placeAfter, toPage } from "./page";
import { projectAtWork } from "./project-at-work";

const comment = columns("Decision", "x", "id", "dialogueId", "turnId", "createdAt");

/** Of `decision x`: comments that name a person and stand, with their place in the project as `me`. */
const toThem = (personId: string) => sql`
  JOIN dialogue d ON d.id = x.dialogue_id
  JOIN membership me ON me.person_id = ${personId} AND me.project_id = ${projectAtWork()}
  WHERE x.kind = 'comment' AND x.act -> 'mentions' @> to_jsonb(${personId}::text) AND d.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM decision y WHERE y.undoes_id = x.id)`;

const list = statement(
  "mentions.list",
  { ...comment.row, personName: text, opening: text, text, unread: bool },
  (personId: string, at: string | null, id: string | null, limit: number) => sql`
    SELECT ${comment}, u.name AS "personName", d.opening, x.act ->> 'text' AS text,
      x.created_at > coalesce(me.mentions_read_at, '-infinity') AS unread
    FROM decision x JOIN "user" u ON u.id = x.person_id ${toThem(personId)}
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

const countUnread = statement(
  "mentions.countUnread",
  { count: int },
  (personId: string) => sql`
    SELECT count(*)::int AS count FROM decision x ${toThem(personId)}
      AND x.created_at > coalesce(me.mentions_read_at, '-infinity')`,
);

/** How many came in the project at work since the person looked. */
export async function countUnreadMentions(personId: string): Promise<number> {
  return (await first(countUnread(personId)))?.count ?? 0;
}

const markRead = statement(
  "mentions.markRead",
  {},
  (personId: string, until: string) => sql`
    UPDATE membership SET mentions_read_at = greatest(coalesce(mentions_read_at, '-infinity'), ${until}::timestamptz)
    WHERE person_id = ${personId} AND project_id = ${projectAtWork()}`,
);

/** Marks what came in the project at work until `until` as read; never goes back. */
export async function markMentionsRead(personId: string, until: string): Promise<void> {
  await execute(markRead(personId, until));
}
