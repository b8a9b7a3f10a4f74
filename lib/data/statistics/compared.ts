import { type KeptFigures, keptFiguresSchema } from "@/lib/domain/training/snapshot-figures";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { int, json, orNull, text } from "../door/row";
import { statement } from "../door/statement";

/** A snapshot with what was measured of it; nulls where nobody asked for that. */
export type ComparedSnapshot = {
  id: string;
  dataSetName: string;
  number: number;
  dialogues: number;
  tokenizer: string | null;
  body: KeptFigures | null;
};

const find = statement(
  "compared.find",
  {
    id: text,
    dataSetName: text,
    number: int,
    dialogues: int,
    tokenizer: orNull(text),
    body: orNull(json(keptFiguresSchema)),
  },
  (snapshotIds: string[], version: number) => sql`
    SELECT p.id, s.name AS "dataSetName", p.number, p.dialogues, f.tokenizer, f.body
    FROM snapshot p JOIN data_set s ON s.id = p.data_set_id
      LEFT JOIN snapshot_figures f ON f.snapshot_id = p.id AND f.version = ${version}::int
    WHERE p.id = ANY(${snapshotIds}::text[])
    ORDER BY array_position(${snapshotIds}::text[], p.id)`,
);

/** Snapshots in the order in which they are named, with figures of this version of the measures. */
export function findCompared(snapshotIds: string[], version: number): Promise<ComparedSnapshot[]> {
  return all(find(snapshotIds, version));
}

const list = statement(
  "compared.listMeasured",
  { snapshotId: text },
  (version: number) => sql`
    SELECT snapshot_id AS "snapshotId" FROM snapshot_figures WHERE version = ${version}::int ORDER BY created_at DESC LIMIT 2000`,
);

/** Snapshots that are measured, the newest figures first. */
export async function listMeasured(version: number): Promise<string[]> {
  return (await all(list(version))).map(({ snapshotId }) => snapshotId);
}
