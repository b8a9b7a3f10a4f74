import { clusterKeysOf } from "@/lib/domain/training/cluster-keys";
import type { SplitMember } from "@/lib/domain/training/split";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, float, int, orNull, type RowOf, text, texts } from "../door/row";
import { statement } from "../door/statement";

const shape = {
  id: text,
  position: int,
  turns: int,
  tags: texts,
  sourceUser: orNull(text),
  importId: orNull(text),
  givenId: orNull(text),
  givenSeed: orNull(text),
  number: int,
  seedSetId: orNull(text),
  seeds: orNull(int),
  randomSeed: orNull(float),
  duplicateGroup: orNull(int),
  openingGroup: orNull(int),
  isCompared: bool,
};

const batch = 1_000;
const list = statement(
  "splitMembers.list",
  shape,
  (snapshotId: string, after: number) => sql`
    SELECT s.dialogue_id AS id, s.position, cardinality(s.turn_ids) AS turns, s.tags, d.given->>'user' AS "sourceUser",
      d.import_id AS "importId", coalesce(d.given->>'id', d.part_of_id) AS "givenId", d.given->'whole'->'source'->>'seed' AS "givenSeed", d.number,
      r.seed_set_id AS "seedSetId", x.size AS seeds,
      (r.spec->>'randomSeed')::float8 AS "randomSeed", w.group_id AS "duplicateGroup", v.group_id AS "openingGroup",
      coalesce(f.turn_id = s.head_id AND w.group_id IS NOT NULL AND v.group_id IS NOT NULL, false) AS "isCompared"
    FROM snapshot_dialogue s JOIN dialogue d ON d.id = s.dialogue_id
    LEFT JOIN run r ON r.id = d.run_id LEFT JOIN seed_set x ON x.id = r.seed_set_id
    LEFT JOIN dialogue_fingerprint f ON f.dialogue_id = d.id AND f.subject = 'dialogue'
    LEFT JOIN text_fingerprint w ON w.id = f.fingerprint_id
    LEFT JOIN dialogue_fingerprint o ON o.dialogue_id = d.id AND o.subject = 'opening'
    LEFT JOIN text_fingerprint v ON v.id = o.fingerprint_id
    WHERE s.snapshot_id = ${snapshotId} AND s.position > ${after}::int ORDER BY s.position LIMIT ${batch}`,
);

/**
 * The dialogues of a snapshot in its order, with what each has in common with others. Whom it is like is known as it is
 * found at present: later dialogues may bring groups together, another threshold makes other groups. In batches, so that
 * neither many of them nor many rows at once hold up others.
 */
export async function* readSplitMembers(
  snapshotId: string,
  topics: ReadonlySet<string>,
): AsyncGenerator<SplitMember[]> {
  for (let after = 0; ; ) {
    const rows = await all(list(snapshotId, after));
    if (rows.length > 0) yield rows.map((row) => toMember(row, topics));
    if (rows.length < batch) return;
    after = rows.at(-1)?.position ?? after;
  }
}

function toMember(row: RowOf<typeof shape>, topics: ReadonlySet<string>): SplitMember {
  const { id, position: _, turns, isCompared, number, seedSetId, seeds, randomSeed, ...ties } = row;
  const seeded = seedSetId !== null && seeds !== null && randomSeed !== null;
  const keys = clusterKeysOf(
    { ...ties, seeds: seeded ? { setId: seedSetId, size: seeds, randomSeed, number } : null },
    topics,
  );
  return { id, turns, isCompared, keys };
}
