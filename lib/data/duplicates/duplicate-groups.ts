import type { Dialogue, Verdict } from "@/lib/domain/dialogue";
import type { DuplicateGroup, DuplicateSubject, OtherDuplicates } from "@/lib/domain/duplicates";
import { type DialogueRow, dialogueColumns, toDialogue } from "../dialogue-row";
import { decodeCursor, encodeCursor, type Page } from "../page";
import { pool } from "../pool";
import { query } from "../sql";
import { keptFirst } from "./where-duplicates";

type Options = { subject: DuplicateSubject; state: "open" | "all"; cursor?: string; limit: number };

/** Groups of two and more, those with the most to decide first. */
export async function listDuplicateGroups({ subject, state, cursor, limit }: Options): Promise<Page<DuplicateGroup>> {
  const [open, id] = cursor === undefined ? [null, null] : checked(decodeCursor(cursor));
  const { rows } = await pool().query<DuplicateGroup>(
    `WITH sized AS (
       SELECT w.group_id AS id, count(*)::int AS size,
         (count(*) FILTER (WHERE d.verdict IS DISTINCT FROM 'rejected'))::int AS open
       FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id JOIN dialogue d ON d.id = dw.dialogue_id
       WHERE w.subject = $1 AND w.group_id IS NOT NULL AND d.deleted_at IS NULL
       GROUP BY w.group_id HAVING count(*) > 1
     ), page AS (
       SELECT * FROM sized WHERE ($2 = 'all' OR open > 1) AND ($3::int IS NULL OR (open, id) < ($3::int, $4::int))
       ORDER BY open DESC, id DESC LIMIT ${limit + 1}
     )
     SELECT page.id::text, $1 AS subject, page.size, page.open, kept.id AS "keptId", kept.opening,
       coalesce((SELECT min(l.similarity) FROM text_fingerprint w JOIN fingerprint_link l ON l.from_id = w.id
         WHERE w.group_id = page.id), 1) AS loosest
     FROM page CROSS JOIN LATERAL (
       SELECT d.id, d.opening FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
       JOIN dialogue d ON d.id = dw.dialogue_id
       WHERE w.group_id = page.id AND d.deleted_at IS NULL ORDER BY ${keptFirst("d")} LIMIT 1
     ) kept ORDER BY page.open DESC, page.id DESC`,
    [subject, state, open, id],
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(last.open, last.id) : null };
}

function checked([open, id]: [string, string]): [string, string] {
  return /^\d{1,9}$/.test(open) && /^\d{1,9}$/.test(id) ? [open, id] : decodeCursor("");
}

export type MemberRow = Dialogue & { runName: string; fingerprintId: number; comparedTurnId: string };

/** The members of a group, the one to keep first, and how many there are; null when there is no such group. */
export async function readDuplicateMembers(
  groupId: number,
  limit: number,
): Promise<{ subject: DuplicateSubject; size: number; members: MemberRow[] } | null> {
  type Row = DialogueRow & {
    runName: string;
    fingerprintId: number;
    comparedTurnId: string;
    subject: DuplicateSubject;
    size: number;
  };
  const { rows } = await pool().query<Row>(
    `SELECT ${dialogueColumns}, (SELECT r.name FROM run r WHERE r.id = d.run_id) AS "runName",
       dw.fingerprint_id AS "fingerprintId", dw.turn_id AS "comparedTurnId", dw.subject, (count(*) OVER ())::int AS size
     FROM text_fingerprint w JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id JOIN dialogue d ON d.id = dw.dialogue_id
     WHERE w.group_id = $1 AND d.deleted_at IS NULL ORDER BY ${keptFirst("d")} LIMIT ${limit}`,
    [groupId],
  );
  const [first] = rows;
  if (!first) return null;
  const members = rows.map((row) => ({
    ...toDialogue(row),
    runName: row.runName,
    fingerprintId: row.fingerprintId,
    comparedTurnId: row.comparedTurnId,
  }));
  return { subject: first.subject, size: first.size, members };
}

/** The others of a dialogue's group: how many, and the first few. */
export async function readDuplicatesOf(dialogueId: string, subject: DuplicateSubject): Promise<OtherDuplicates> {
  const rows = await query<{ id: string; runName: string; number: number; verdict: string | null; count: number }>`
    SELECT d.id, r.name AS "runName", d.number, d.verdict, (count(*) OVER ())::int AS count
    FROM dialogue_fingerprint own JOIN text_fingerprint ow ON ow.id = own.fingerprint_id
    JOIN text_fingerprint w ON w.group_id = ow.group_id JOIN dialogue_fingerprint dw ON dw.fingerprint_id = w.id
    JOIN dialogue d ON d.id = dw.dialogue_id JOIN run r ON r.id = d.run_id
    WHERE own.dialogue_id = ${dialogueId} AND own.subject = ${subject} AND d.id <> ${dialogueId}
      AND d.deleted_at IS NULL
    ORDER BY d.id LIMIT 5`;
  const items = rows.map(({ count: _, verdict, ...row }) => ({ ...row, verdict: verdict as Verdict | null }));
  return { count: rows[0]?.count ?? 0, items };
}
