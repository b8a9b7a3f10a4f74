import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, orNull, text } from "../door/row";
import { statement } from "../door/statement";
import { keptFirst } from "./where-duplicates";

const list = statement(
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

/**
 * Of these dialogues, those that are like another one which stands for their group, with that one. null where some of them
 * are yet to be compared with all others, which a job of its own does.
 */
export async function readLikeBefore(ids: string[]): Promise<Map<string, string> | null> {
  const rows = await all(list(ids));
  if (rows.some(({ isCompared }) => !isCompared)) return null;
  return new Map(rows.flatMap(({ id, otherId }) => (otherId === null ? [] : [[id, otherId]])));
}
