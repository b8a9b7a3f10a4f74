import { type KeptFigures, keptFiguresSchema } from "@/lib/domain/training/snapshot-figures";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { json, moment, text } from "../door/row";
import { statement } from "../door/statement";
import type { Queryable } from "../sql";

export type StoredFigures = { tokenizer: string; body: KeptFigures };

const find = statement(
  "snapshotFigures.find",
  { tokenizer: text, body: json(keptFiguresSchema), at: moment },
  (snapshotId: string, version: number) => sql`
    SELECT tokenizer, body, created_at AS at FROM snapshot_figures
    WHERE snapshot_id = ${snapshotId} AND version = ${version}::int`,
);

/** What was measured of a snapshot by this version of the measures; null where nobody asked for it. */
export async function findFigures(
  snapshotId: string,
  version: number,
): Promise<(StoredFigures & { at: string }) | null> {
  const found = await first(find(snapshotId, version));
  return found && { ...found, at: found.at.toISOString() };
}

const findMany = statement(
  "snapshotFigures.findMany",
  { snapshotId: text, body: json(keptFiguresSchema) },
  (snapshotIds: string[], version: number) => sql`
    SELECT snapshot_id AS "snapshotId", body FROM snapshot_figures
    WHERE snapshot_id = ANY(${snapshotIds}::text[]) AND version = ${version}::int`,
);

/** The same of several snapshots, by their ids; those that were not measured are not in it. */
export async function findFiguresOfMany(snapshotIds: string[], version: number): Promise<Map<string, KeptFigures>> {
  const found = await all(findMany(snapshotIds, version));
  return new Map(found.map(({ snapshotId, body }) => [snapshotId, body]));
}

const write = statement(
  "snapshotFigures.write",
  {},
  (snapshotId: string, version: number, { tokenizer, body }: StoredFigures) => sql`
    INSERT INTO snapshot_figures AS f (snapshot_id, version, tokenizer, body)
    VALUES (${snapshotId}, ${version}::int, ${tokenizer}, ${JSON.stringify(body)}::jsonb)
    ON CONFLICT (snapshot_id) DO UPDATE SET version = excluded.version, tokenizer = excluded.tokenizer,
      body = excluded.body, created_at = now() WHERE f.version <= excluded.version`,
);

/** Keeps what was measured; a worker of an older version takes nothing away from a newer one. */
export async function writeFigures(
  tx: Queryable,
  snapshotId: string,
  version: number,
  figures: StoredFigures,
): Promise<void> {
  await execute(write(snapshotId, version, figures), tx);
}
