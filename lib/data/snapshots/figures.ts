import { type KeptFigures, keptFiguresSchema } from "@/lib/domain/training/snapshot-figures";
import { execute, first } from "../door/execute";
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
