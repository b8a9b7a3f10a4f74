import { type ComparedWhole, comparedWholeSchema } from "@/lib/domain/statistics/corpus-figures";
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
  /** What was measured of it as a whole; of a sample, where it is large. */
  whole: ComparedWhole | null;
};

/** Of the measures: what older ones found counts as not there. */
type Versions = { figures: number; corpus: number };

/** What stands side by side of `c`, which was measured as a whole; not its words and curves. */
const whole = sql`CASE WHEN c.body IS NOT NULL THEN jsonb_build_object('peopleId', c.people_id, 'figures', c.body #> '{own,figures}',
  'index', c.body #> '{behaviour,index}', 'coverage', c.body #> '{behaviour,coverage}', 'behaved', c.body #> '{behaviour,dialogues}',
  'heldOut', c.body #> '{likeness,found,heldOut}', 'ceiling', c.body #> '{likeness,found,ceiling}') END`;

const find = statement(
  "compared.find",
  {
    id: text,
    dataSetName: text,
    number: int,
    dialogues: int,
    tokenizer: orNull(text),
    body: orNull(json(keptFiguresSchema)),
    whole: orNull(json(comparedWholeSchema)),
  },
  (snapshotIds: string[], { figures, corpus }: Versions) => sql`
    SELECT p.id, s.name AS "dataSetName", p.number, p.dialogues, f.tokenizer, f.body, ${whole} AS whole
    FROM snapshot p JOIN data_set s ON s.id = p.data_set_id
      LEFT JOIN snapshot_figures f ON f.snapshot_id = p.id AND f.version = ${figures}::int
      LEFT JOIN corpus_figures c ON c.snapshot_id = p.id AND c.version = ${corpus}::int
    WHERE p.id = ANY(${snapshotIds}::text[])
    ORDER BY array_position(${snapshotIds}::text[], p.id)`,
);

/** Snapshots in the order in which they are named, with figures of this version of the measures. */
export function findCompared(snapshotIds: string[], versions: Versions): Promise<ComparedSnapshot[]> {
  return all(find(snapshotIds, versions));
}

const findLiving = statement(
  "compared.findDataSets",
  {
    id: text,
    name: text,
    tokenizer: orNull(text),
    body: orNull(json(keptFiguresSchema)),
    whole: orNull(json(comparedWholeSchema)),
  },
  (dataSetIds: string[], { figures, corpus }: Versions) => sql`
    SELECT s.id, s.name, f.tokenizer, f.body, ${whole} AS whole
    FROM data_set s LEFT JOIN data_set_figures f ON f.data_set_id = s.id AND f.version = ${figures}::int
      LEFT JOIN data_set_corpus c ON c.data_set_id = s.id AND c.version = ${corpus}::int
    WHERE s.id = ANY(${dataSetIds}::text[])
    ORDER BY array_position(${dataSetIds}::text[], s.id)`,
);

/** Data sets as they stand, in the order in which they are named; as a whole as they were when they were measured. */
export function findComparedDataSets(dataSetIds: string[], versions: Versions) {
  return all(findLiving(dataSetIds, versions));
}

const list = statement(
  "compared.listMeasured",
  { id: text },
  (version: number) => sql`
    (SELECT snapshot_id AS id FROM snapshot_figures WHERE version = ${version}::int ORDER BY created_at DESC LIMIT 2000)
    UNION ALL
    (SELECT data_set_id FROM data_set_figures WHERE version = ${version}::int ORDER BY changed_at DESC LIMIT 2000)`,
);

/** Snapshots and data sets that are measured. */
export async function listMeasured(version: number): Promise<string[]> {
  return (await all(list(version))).map(({ id }) => id);
}
