import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { texts } from "../door/row";
import { statement } from "../door/statement";

const list = statement(
  "snapshotIds.list",
  { ids: texts },
  (snapshotId: string) => sql`
    SELECT ARRAY(SELECT s.dialogue_id FROM snapshot_dialogue s WHERE s.snapshot_id = ${snapshotId} ORDER BY s.position) AS ids`,
);

/** The dialogues of a snapshot in its order: the first one stands at position 1. */
export async function listSnapshotIds(snapshotId: string): Promise<string[]> {
  return (await first(list(snapshotId)))?.ids ?? [];
}
