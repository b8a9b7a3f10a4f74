import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";

const list = statement(
  "openingsOfTag.list",
  { question: text },
  (snapshotId: string, tag: string, most: number) => sql`
    SELECT t.text AS question FROM snapshot_dialogue m JOIN turn t ON t.id = m.turn_ids[1]
    WHERE m.snapshot_id = ${snapshotId} AND ${tag} = ANY (m.tags) ORDER BY m.position LIMIT ${most}::int`,
);

/** First questions of the dialogues of a snapshot that carried a tag when they were frozen, in its order, up to so many. */
export async function listOpeningsOfTag(snapshotId: string, tag: string, most: number): Promise<string[]> {
  const rows = await all(list(snapshotId, tag, most), readingPool());
  return rows.map(({ question }) => question);
}
