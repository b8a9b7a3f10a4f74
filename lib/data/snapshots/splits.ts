import { clusterKeysOf } from "@/lib/domain/training/assign-parts";
import { type Split, type SplitFacts, type SplitMember, splitFactsSchema } from "@/lib/domain/training/split";
import { type SplitPart, type SplitSpec, splitSpecSchema } from "@/lib/domain/training/split-spec";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, float, int, json, made, orNull, type RowOf, text, texts, word } from "../door/row";
import { statement } from "../door/statement";
import { type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import type { Queryable } from "../sql";

const memberShape = {
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

const listMembers = statement(
  "splitMembers.list",
  memberShape,
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

const row = columns("Split", "p", "id", "personId", "createdAt");
const shape = {
  ...row.row,
  spec: json(splitSpecSchema),
  facts: json(splitFactsSchema),
  personName: text,
  earlierId: orNull(text),
  earlierName: orNull(text),
  snapshots: made<Split["snapshots"]>(),
};
const selected = sql`SELECT ${row}, p.spec, p.facts, u.name AS "personName", p.earlier_id AS "earlierId",
    e.spec->>'name' AS "earlierName", (SELECT json_agg(json_build_object('id', s.id, 'dataSetName', t.name, 'number', s.number)
      ORDER BY x.position) FROM split_snapshot x JOIN snapshot s ON s.id = x.snapshot_id JOIN data_set t ON t.id = s.data_set_id
      WHERE x.split_id = p.id) AS snapshots
  FROM split p JOIN "user" u ON u.id = p.person_id LEFT JOIN split e ON e.id = p.earlier_id`;

type Place = { snapshotId: string | null; at: string | null; id: string | null; limit: number };
const list = statement(
  "splits.list",
  shape,
  ({ snapshotId, at, id, limit }: Place) => sql`
    ${selected} WHERE (${snapshotId}::text IS NULL
        OR EXISTS (SELECT FROM split_snapshot y WHERE y.split_id = p.id AND y.snapshot_id = ${snapshotId}::text))
      AND (${at}::timestamptz IS NULL OR (p.created_at, p.id) < (${at}::timestamptz, ${id}::text))
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`,
);

/** All, or those that a snapshot takes part in; newest first. */
export async function listSplits({
  snapshotId = null,
  cursor,
  limit,
}: PageQuery & { snapshotId?: string | null }): Promise<PageOf<Split>> {
  const [at, id] = placeAfter(cursor, "moment");
  const rows = await all(list({ snapshotId, at, id, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toSplit), nextCursor };
}

const find = statement("splits.find", shape, (id: string) => sql`${selected} WHERE p.id = ${id}`);

export async function findSplit(id: string, on?: Queryable): Promise<Split | null> {
  const found = await first(find(id), on);
  return found && toSplit(found);
}

function toSplit({ spec, personId, personName, earlierId, earlierName, ...kept }: RowOf<typeof shape>): Split {
  return {
    ...kept,
    ...spec,
    earlier: earlierId !== null && earlierName !== null ? { id: earlierId, name: earlierName } : null,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
  };
}

type NewSplit = { id: string; spec: SplitSpec; earlierId: string | null; facts: SplitFacts; personId: string };
const insert = statement(
  "splits.insert",
  {},
  ({ id, spec, earlierId, facts, personId }: NewSplit) => sql`
    INSERT INTO split (id, spec, earlier_id, facts, person_id)
    VALUES (${id}, ${spec}::jsonb, ${earlierId}, ${facts}::jsonb, ${personId})`,
);

type PartsOfSnapshot = { snapshotId: string; parts: SplitPart[] };
const insertParts = statement(
  "splits.insertParts",
  {},
  (splitId: string, position: number, { snapshotId, parts }: PartsOfSnapshot) => sql`
    INSERT INTO split_snapshot (split_id, position, snapshot_id, parts) VALUES (${splitId}, ${position}, ${snapshotId}, ${parts}::text[])`,
);

/** Stores a split with the part of each dialogue, in the order of each snapshot. */
export async function insertSplit(tx: Queryable, split: NewSplit, snapshots: PartsOfSnapshot[]): Promise<void> {
  await execute(insert(split), tx);
  for (const [i, parts] of snapshots.entries()) await execute(insertParts(split.id, i + 1, parts), tx);
}

const listParts = statement(
  "splits.listParts",
  { dialogueId: text, part: word<SplitPart>() },
  (splitId: string) => sql`
    SELECT s.dialogue_id AS "dialogueId", k.part FROM split_snapshot x
    CROSS JOIN LATERAL unnest(x.parts) WITH ORDINALITY AS k (part, position)
    JOIN snapshot_dialogue s ON s.snapshot_id = x.snapshot_id AND s.position = k.position
    WHERE x.split_id = ${splitId}`,
);

/** The part of each dialogue of a split; none where there is no such split. */
export async function readSplitParts(splitId: string, on?: Queryable): Promise<Map<string, SplitPart>> {
  const rows = await all(listParts(splitId), on);
  return new Map(rows.map(({ dialogueId, part }) => [dialogueId, part]));
}

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
    const rows = await all(listMembers(snapshotId, after));
    if (rows.length > 0) yield rows.map((row) => toMember(row, topics));
    if (rows.length < batch) return;
    after = rows.at(-1)?.position ?? after;
  }
}

function toMember(row: RowOf<typeof memberShape>, topics: ReadonlySet<string>): SplitMember {
  const { id, position: _, turns, isCompared, number, seedSetId, seeds, randomSeed, ...ties } = row;
  const seeded = seedSetId !== null && seeds !== null && randomSeed !== null;
  const keys = clusterKeysOf(
    { ...ties, seeds: seeded ? { setId: seedSetId, size: seeds, randomSeed, number } : null },
    topics,
  );
  return { id, turns, isCompared, keys };
}
