import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { MapSubject } from "@/lib/domain/statistics/topic-map";
import { whereDialogues } from "../dialogue-filter";
import { all, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, text } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";

/** A question of a snapshot, and what its dialogue came from. */
export type MapText = { dialogueId: string; originId: string; turnId: string; text: string };

/** How far along a dialogue questions are taken: its first one, or all. */
const lastPlace = (subject: MapSubject) => (subject === "openings" ? 1 : 2_000_000_000);

const count = statement(
  "mapTexts.count",
  { dialogues: int, texts: int },
  (snapshotId: string, subject: MapSubject) => sql`
    SELECT count(*)::int AS dialogues,
      coalesce(sum(least(${lastPlace(subject)}::int, (cardinality(m.turn_ids) + 1) / 2)), 0)::int AS texts
    FROM snapshot_dialogue m WHERE m.snapshot_id = ${snapshotId}`,
);

/** How many questions of a snapshot a map is of. */
export async function countMapTexts(
  snapshotId: string,
  subject: MapSubject,
): Promise<{ dialogues: number; texts: number }> {
  return (await first(count(snapshotId, subject), readingPool())) ?? { dialogues: 0, texts: 0 };
}

const list = statement(
  "mapTexts.list",
  { dialogueId: text, originId: text, turnId: text, text },
  (snapshotId: string, subject: MapSubject, positions: readonly number[]) => sql`
    SELECT m.dialogue_id AS "dialogueId", coalesce(d.run_id, d.import_id) AS "originId", t.id AS "turnId", t.text
    FROM snapshot_dialogue m JOIN dialogue d ON d.id = m.dialogue_id
      CROSS JOIN LATERAL unnest(m.turn_ids) WITH ORDINALITY AS u (id, place) JOIN turn t ON t.id = u.id
    WHERE m.snapshot_id = ${snapshotId} AND m.position = ANY (${[...positions]}::int[]) AND u.place % 2 = 1
      AND u.place <= ${lastPlace(subject)}::int
    ORDER BY m.position, u.place`,
);

/** Questions of the dialogues at these positions of a snapshot, in their order. */
export async function listMapTexts(
  snapshotId: string,
  subject: MapSubject,
  positions: readonly number[],
): Promise<MapText[]> {
  return all(list(snapshotId, subject, positions), readingPool());
}

const listSince = statement(
  "mapTexts.listSince",
  { dialogueId: text, text },
  (snapshotId: string, filter: DialogueFilter, limit: number) => sql`
    SELECT d.id AS "dialogueId", d.opening AS text FROM dialogue d
    WHERE ${whereDialogues(filter)} AND d.opening <> '' AND NOT EXISTS (
      SELECT FROM snapshot_dialogue m WHERE m.dialogue_id = d.id AND m.snapshot_id = ${snapshotId})
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}::int`,
  { examples: [["s", {}, 1]] },
);

/** First questions of dialogues that a filter finds and a snapshot does not hold, the newest first. */
export async function listOpeningsSince(
  snapshotId: string,
  filter: DialogueFilter,
  limit: number,
): Promise<{ dialogueId: string; text: string }[]> {
  return all(listSince(snapshotId, filter, limit), readingPool());
}
