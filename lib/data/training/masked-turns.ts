import { first } from "../door/execute";
import { sql } from "../door/fragment";
import { int } from "../door/row";
import { statement } from "../door/statement";

const count = statement(
  "maskedTurns.count",
  { turns: int },
  (snapshotIds: readonly string[]) => sql`
    SELECT coalesce(sum(cardinality(s.untrained)), 0)::int AS turns FROM snapshot_dialogue s
    WHERE s.snapshot_id = ANY(${snapshotIds}::text[])`,
);

/** Turns that people took out of training, in all of these snapshots. */
export async function countMasked(snapshotIds: readonly string[]): Promise<number> {
  return (await first(count(snapshotIds)))?.turns ?? 0;
}
