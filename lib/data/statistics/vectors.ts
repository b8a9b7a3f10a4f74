import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bigint, bytes, int } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";

/** Whose vectors, and how long they are. */
export type Source = { source: string; dimensions: number };

const findLength = statement(
  "vectors.findLength",
  { dimensions: int },
  (source: string) => sql`
    SELECT v.dimensions FROM text_vector v WHERE v.source = ${source} ORDER BY v.created_at DESC, v.dimensions LIMIT 1`,
);

/** How long the vectors are that an endpoint gave last; null where it gave none yet. */
export async function findVectorLength(source: string): Promise<number | null> {
  return (await first(findLength(source)))?.dimensions ?? null;
}

const count = statement(
  "vectors.count",
  { texts: int, missing: int, bytes: bigint },
  (snapshotId: string, { source, dimensions }: Source) => sql`
    SELECT count(*)::int AS texts, count(*) FILTER (WHERE v.source IS NULL)::int AS missing,
      coalesce(sum(q.bytes) FILTER (WHERE v.source IS NULL), 0) AS bytes
    FROM (
      SELECT sha256(convert_to(t.text, 'UTF8')) AS hash, max(octet_length(t.text)) AS bytes
      FROM snapshot_dialogue m CROSS JOIN LATERAL unnest(m.turn_ids) WITH ORDINALITY AS u (id, place) JOIN turn t ON t.id = u.id
      WHERE m.snapshot_id = ${snapshotId} AND u.place % 2 = 1 GROUP BY 1
    ) q LEFT JOIN text_vector v ON v.text_hash = q.hash AND v.source = ${source} AND v.dimensions = ${dimensions}::int`,
);

/** Different questions of a snapshot, how many of them lack a vector of this source, and how long those are. */
export async function countVectors(
  snapshotId: string,
  { source, dimensions }: { source: string; dimensions: number | null },
): Promise<{ texts: number; missing: number; bytes: number }> {
  const found = await first(count(snapshotId, { source, dimensions: dimensions ?? 0 }), readingPool());
  return { texts: found?.texts ?? 0, missing: found?.missing ?? 0, bytes: Number(found?.bytes ?? 0) };
}

const find = statement(
  "vectors.find",
  { hash: bytes, numbers: bytes },
  ({ source, dimensions }: Source, hashes: Buffer[]) => sql`
    SELECT v.text_hash AS hash, v.numbers FROM text_vector v
    WHERE v.source = ${source} AND v.dimensions = ${dimensions}::int AND v.text_hash = ANY (${hashes}::bytea[])`,
);

/** Those of the vectors that are there, by the hash of their text (hex). */
export async function findVectors(source: Source, hashes: Buffer[]): Promise<Map<string, Float32Array>> {
  const rows = await all(find(source, hashes), readingPool());
  return new Map(rows.map(({ hash, numbers }) => [hash.toString("hex"), numbersIn(numbers)]));
}

const insert = statement(
  "vectors.insert",
  {},
  ({ source, dimensions }: Source, hashes: Buffer[], numbers: Buffer[]) => sql`
    INSERT INTO text_vector (source, text_hash, dimensions, numbers)
    SELECT ${source}, v.hash, ${dimensions}::int, v.numbers
    FROM unnest(${hashes}::bytea[], ${numbers}::bytea[]) AS v (hash, numbers) ON CONFLICT DO NOTHING`,
);

/** Keeps vectors for good. */
export async function insertVectors(
  tx: Queryable,
  source: Source,
  vectors: readonly { hash: Buffer; vector: Float32Array }[],
): Promise<void> {
  const hashes = vectors.map(({ hash }) => hash);
  await execute(
    insert(
      source,
      hashes,
      vectors.map(({ vector }) => bytesOf(vector)),
    ),
    tx,
  );
}

function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(4 * vector.length);
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, 4 * i);
  return bytes;
}

function numbersIn(bytes: Buffer): Float32Array {
  const vector = new Float32Array(bytes.length / 4);
  for (let i = 0; i < vector.length; i++) vector[i] = bytes.readFloatLE(4 * i);
  return vector;
}
