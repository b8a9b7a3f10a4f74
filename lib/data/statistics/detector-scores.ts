import type { DetectedApart } from "@/lib/domain/statistics/corpus-figures";
import type { Measured } from "@/lib/domain/statistics/measured";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { bytes, float } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";
import type { Queryable } from "../sql";

const find = statement(
  "detectorScores.find",
  { hash: bytes, chance: float },
  (source: string, hashes: Buffer[]) => sql`
    SELECT s.text_hash AS hash, s.chance FROM detector_score s WHERE s.source = ${source} AND s.text_hash = ANY (${hashes}::bytea[])`,
);

/** What a detector said of these texts before, by their hash (hex). */
export async function findChances(source: string, hashes: Buffer[]): Promise<Map<string, number>> {
  const rows = await all(find(source, hashes), readingPool());
  return new Map(rows.map(({ hash, chance }) => [hash.toString("hex"), chance]));
}

const insert = statement(
  "detectorScores.insert",
  {},
  (source: string, hashes: Buffer[], chances: number[]) => sql`
    INSERT INTO detector_score (source, text_hash, chance)
    SELECT ${source}, n.hash, n.chance FROM unnest(${hashes}::bytea[], ${chances}::float8[]) AS n (hash, chance)
    ON CONFLICT DO NOTHING`,
);

/** Keeps it for good. */
export async function insertChances(
  tx: Queryable,
  source: string,
  told: readonly { hash: Buffer; chance: number }[],
): Promise<void> {
  const [hashes, chances] = [told.map(({ hash }) => hash), told.map(({ chance }) => chance)];
  await execute(insert(source, hashes, chances), tx);
}

/** In place of what the same detector said of it before. */
const withIt = (modelId: string, one: string) => sql`jsonb_set(f.body, '{detectors}', coalesce((
    SELECT jsonb_agg(x.said) FROM jsonb_array_elements(f.body -> 'detectors') AS x (said) WHERE x.said ->> 'modelId' <> ${modelId}
  ), '[]') || ${one}::jsonb)`;

type OfDetector = { id: string; peopleId: string; version: number; detected: DetectedApart };

const addToSnapshot = statement(
  "detectorScores.addToSnapshot",
  {},
  ({ id, peopleId, version, detected }: OfDetector) => sql`
    UPDATE corpus_figures f SET body = ${withIt(detected.modelId, JSON.stringify([detected]))}
    WHERE f.snapshot_id = ${id} AND f.people_id = ${peopleId} AND f.version = ${version}::int`,
);

const addToDataSet = statement(
  "detectorScores.addToDataSet",
  {},
  ({ id, peopleId, version, detected }: OfDetector) => sql`
    UPDATE data_set_corpus f SET body = ${withIt(detected.modelId, JSON.stringify([detected]))}
    WHERE f.data_set_id = ${id} AND f.people_id = ${peopleId} AND f.version = ${version}::int`,
);

/** Puts what a detector says beside what was measured, as long as that is beside the same people. */
export async function addDetected(tx: Queryable, kind: Measured["kind"], given: OfDetector): Promise<void> {
  await execute(kind === "snapshot" ? addToSnapshot(given) : addToDataSet(given), tx);
}
