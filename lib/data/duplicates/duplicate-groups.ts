import type { Dialogue, Verdict } from "@/lib/domain/dialogue";
import type { DuplicateGroup, DuplicateSubject, OtherDuplicates } from "@/lib/domain/duplicates";
import { dialogueColumns, dialogueShape, toDialogue } from "../dialogue-row";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, float, int, orNull, text, word } from "../door/row";
import { statement } from "../door/statement";
import { decodeCursor, type PageOf, toPage } from "../page";
import { keptFirst } from "./where-duplicates";

const likeBefore = statement(
  "duplicates.likeBefore",
  { id: text, otherId: orNull(text), isCompared: bool },
  (ids: string[]) => sql`
    SELECT d.id, k.id AS "otherId", NOT EXISTS (SELECT FROM stale_fingerprint s WHERE s.dialogue_id = d.id)
      AND NOT EXISTS (SELECT FROM dialogue_fingerprint n JOIN text_fingerprint f ON f.id = n.fingerprint_id
        WHERE n.dialogue_id = d.id AND n.subject = 'dialogue' AND f.group_id IS NULL) AS "isCompared"
    FROM dialogue d LEFT JOIN LATERAL (
      SELECT o.id FROM dialogue_fingerprint own JOIN text_fingerprint ow ON ow.id = own.fingerprint_id
      JOIN text_fingerprint w ON w.group_id = ow.group_id JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
      JOIN dialogue o ON o.id = dw.dialogue_id
      WHERE own.dialogue_id = d.id AND own.subject = 'dialogue' AND o.id <> d.id AND o.deleted_at IS NULL
        AND (${keptFirst.o}) < (${keptFirst.d})
      ORDER BY ${keptFirst.o} LIMIT 1) k ON true
    WHERE d.id = ANY(${ids}::text[])`,
);

type Listing = {
  subject: DuplicateSubject;
  state: "open" | "all";
  after: [open: string, id: string] | null;
  limit: number;
};

const list = statement(
  "duplicateGroups.list",
  { id: text, subject: word<DuplicateSubject>(), size: int, open: int, keptId: text, opening: text, loosest: float },
  ({ subject, state, after, limit }: Listing) => sql`
    WITH sized AS (
      SELECT w.group_id AS id, count(*)::int AS size,
        (count(*) FILTER (WHERE d.verdict IS DISTINCT FROM 'rejected'))::int AS open
      FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id JOIN dialogue d ON d.id = dw.dialogue_id
      WHERE w.subject = ${subject} AND w.group_id IS NOT NULL AND d.deleted_at IS NULL
      GROUP BY w.group_id HAVING count(*) > 1
    ), page AS (
      SELECT * FROM sized WHERE (${state}::text = 'all' OR open > 1)
        AND (${after?.[0]}::int IS NULL OR (open, id) < (${after?.[0]}::int, ${after?.[1]}::int))
      ORDER BY open DESC, id DESC LIMIT ${limit}
    )
    SELECT page.id::text, ${subject}::text AS subject, page.size, page.open, kept.id AS "keptId", kept.opening,
      coalesce((SELECT min(l.similarity) FROM text_fingerprint w JOIN fingerprint_link l ON l.from_id = w.id
        WHERE w.group_id = page.id), 1) AS loosest
    FROM page CROSS JOIN LATERAL (
      SELECT d.id, d.opening FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
      JOIN dialogue d ON d.id = dw.dialogue_id
      WHERE w.group_id = page.id AND d.deleted_at IS NULL ORDER BY ${keptFirst.d} LIMIT 1
    ) kept ORDER BY page.open DESC, page.id DESC`,
);

type Options = Omit<Listing, "after"> & { cursor?: string };

/** Groups of two and more, those with the most to decide first. */
export async function listDuplicateGroups({ cursor, limit, ...which }: Options): Promise<PageOf<DuplicateGroup>> {
  const after = cursor === undefined ? null : decodeCursor(cursor, "int");
  if (after && !/^\d{1,9}$/.test(after[1])) decodeCursor("", "int");
  const rows = await all(list({ ...which, after, limit: limit + 1 }));
  return toPage(rows, limit, ({ open, id }) => [open, id]);
}

export type MemberRow = Dialogue & { fingerprintId: number; comparedTurnId: string };

const compared = columns("DialogueFingerprint", "dw", "fingerprintId", "subject");

const listMembers = statement(
  "duplicateGroups.listMembers",
  {
    ...dialogueShape,
    ...compared.row,
    subject: word<DuplicateSubject>(),
    comparedTurnId: text,
    size: int,
  },
  (groupId: number, limit: number) => sql`
    SELECT ${dialogueColumns}, ${compared}, dw.turn_id AS "comparedTurnId", (count(*) OVER ())::int AS size
    FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id JOIN dialogue d ON d.id = dw.dialogue_id
    WHERE w.group_id = ${groupId} AND d.deleted_at IS NULL ORDER BY ${keptFirst.d} LIMIT ${limit}`,
);

/** The members of a group, the one to keep first, and how many there are; null when there is no such group. */
export async function readDuplicateMembers(
  groupId: number,
  limit: number,
): Promise<{ subject: DuplicateSubject; size: number; members: MemberRow[] } | null> {
  const rows = await all(listMembers(groupId, limit));
  const [first] = rows;
  if (!first) return null;
  const members = rows.map((row) => ({
    ...toDialogue(row),
    fingerprintId: row.fingerprintId,
    comparedTurnId: row.comparedTurnId,
  }));
  return { subject: first.subject, size: first.size, members };
}

const like = columns("Dialogue", "d", "id", "number", "verdict");

const listOthers = statement(
  "duplicateGroups.listOthers",
  { ...like.row, verdict: orNull(word<Verdict>()), originName: text, count: int },
  (dialogueId: string, subject: DuplicateSubject) => sql`
    SELECT ${like}, coalesce(r.name, i.name) AS "originName", (count(*) OVER ())::int AS count
    FROM dialogue_fingerprint own JOIN text_fingerprint ow ON ow.id = own.fingerprint_id
    JOIN text_fingerprint w ON w.group_id = ow.group_id JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
    JOIN dialogue d ON d.id = dw.dialogue_id
    LEFT JOIN run r ON r.id = d.run_id LEFT JOIN import i ON i.id = d.import_id
    WHERE own.dialogue_id = ${dialogueId} AND own.subject = ${subject} AND d.id <> ${dialogueId}
      AND d.deleted_at IS NULL
    ORDER BY d.id LIMIT 5`,
);

/** The others of a dialogue's group: how many, and the first few. */
export async function readDuplicatesOf(dialogueId: string, subject: DuplicateSubject): Promise<OtherDuplicates> {
  const rows = await all(listOthers(dialogueId, subject));
  return { count: rows[0]?.count ?? 0, items: rows.map(({ count: _, ...row }) => row) };
}

/**
 * Of these dialogues, those that are like another one which stands for their group, with that one. null where some of them
 * are yet to be compared with all others, which a job of its own does.
 */
export async function readLikeBefore(ids: string[]): Promise<Map<string, string> | null> {
  const rows = await all(likeBefore(ids));
  if (rows.some(({ isCompared }) => !isCompared)) return null;
  return new Map(rows.flatMap(({ id, otherId }) => (otherId === null ? [] : [[id, otherId]])));
}
