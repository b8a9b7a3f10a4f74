import type { HumanReference } from "@/lib/domain/statistics/human-reference";
import { execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { int, moment, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

const find = statement(
  "humanReference.find",
  {
    snapshotId: text,
    dataSetId: text,
    dataSetName: text,
    number: int,
    dialogues: int,
    personId: text,
    personName: text,
    at: moment,
  },
  () => sql`
    SELECT p.id AS "snapshotId", s.id AS "dataSetId", s.name AS "dataSetName", p.number, p.dialogues,
      u.id AS "personId", u.name AS "personName", r.created_at AS at
    FROM human_reference r JOIN snapshot p ON p.id = r.snapshot_id JOIN data_set s ON s.id = p.data_set_id
      JOIN "user" u ON u.id = r.person_id`,
);

/** What the project holds its figures against; null where nobody has chosen. */
export async function findHumanReference(): Promise<HumanReference | null> {
  const found = await first(find());
  if (!found) return null;
  const { personId, personName, at, ...kept } = found;
  return Object.assign(kept, { chosenBy: { id: personId, name: personName }, chosenAt: at.toISOString() });
}

const put = statement(
  "humanReference.put",
  {},
  (snapshotId: string, personId: string) => sql`
    INSERT INTO human_reference (snapshot_id, person_id) VALUES (${snapshotId}, ${personId})
    ON CONFLICT (project_id) DO UPDATE SET snapshot_id = excluded.snapshot_id, person_id = excluded.person_id, created_at = now()`,
);

const clear = statement("humanReference.clear", {}, () => sql`DELETE FROM human_reference`);

/** Makes a snapshot what figures are held against, instead of the one before; null for none. */
export async function setHumanReference(tx: Queryable, snapshotId: string | null, personId: string): Promise<void> {
  await execute(snapshotId === null ? clear() : put(snapshotId, personId), tx);
}
