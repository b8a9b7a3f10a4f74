import { type ScoredQuality, scoredQualities } from "@/lib/domain/statistics/dialogue-scores";
import { all } from "../door/execute";
import { sql } from "../door/fragment";
import { float, int, text, texts } from "../door/row";
import { statement } from "../door/statement";
import { readingPool } from "../pool";

const listJudged = statement(
  "scoreSums.listJudged",
  { ids: texts },
  (snapshotIds: readonly string[], dataSetIds: readonly string[], version: number) => sql`
    SELECT coalesce(array_agg(w.id), '{}') AS ids FROM (
      SELECT n.id FROM unnest(${snapshotIds}::text[]) AS n (id) WHERE EXISTS (
        SELECT FROM dialogue_score s JOIN snapshot_dialogue m ON m.dialogue_id = s.dialogue_id
        WHERE m.snapshot_id = n.id AND s.prompt_version = ${version}::int)
      UNION ALL
      SELECT n.id FROM unnest(${dataSetIds}::text[]) AS n (id) WHERE EXISTS (
        SELECT FROM dialogue_score s JOIN data_set_path x ON x.dialogue_id = s.dialogue_id
        WHERE x.data_set_id = n.id AND s.prompt_version = ${version}::int)
    ) w`,
);

/** Of these snapshots and data sets those of which some dialogue has a score. */
export async function listJudgedAmong(
  { snapshotIds, dataSetIds }: { snapshotIds: readonly string[]; dataSetIds: readonly string[] },
  version: number,
): Promise<Set<string>> {
  const [found] = await all(listJudged(snapshotIds, dataSetIds, version), readingPool());
  return new Set(found?.ids ?? []);
}

const sumOf = (quality: ScoredQuality) => sql`coalesce(sum(o.${named(quality)}) FILTER (WHERE o.is_whole), 0)::float8`;
const squaresOf = (quality: ScoredQuality) =>
  sql`coalesce(sum(o.${named(quality)} * o.${named(quality)}) FILTER (WHERE o.is_whole), 0)::float8`;

function named(quality: ScoredQuality) {
  return {
    complexity: sql`complexity`,
    relevancy: sql`relevancy`,
    logicality: sql`logicality`,
    diversity: sql`diversity`,
  }[quality];
}

const list = statement(
  "scoreSums.list",
  {
    id: text,
    modelId: text,
    judge: text,
    scored: int,
    missing: int,
    complexity: float,
    complexitySquares: float,
    relevancy: float,
    relevancySquares: float,
    logicality: float,
    logicalitySquares: float,
    diversity: float,
    diversitySquares: float,
  },
  (ids: string[], turnIds: string[], places: number[], version: number) => sql`
    WITH scored AS (
      SELECT w.id, s.model_id, w.place, s.complexity, s.relevancy, s.logicality, s.diversity,
        num_nulls(s.complexity, s.relevancy, s.logicality, s.diversity) = 0 AS is_whole,
        row_number() OVER (PARTITION BY w.id, s.model_id ORDER BY w.place) AS nth
      FROM unnest(${ids}::text[], ${turnIds}::text[], ${places}::int[]) AS w (id, turn_id, place)
        JOIN dialogue_score s ON s.turn_id = w.turn_id AND s.prompt_version = ${version}::int
    )
    SELECT o.id, o.model_id AS "modelId", e.name AS judge, (count(*) FILTER (WHERE o.is_whole))::int AS scored,
      (count(*) FILTER (WHERE NOT o.is_whole))::int AS missing,
      ${sumOf("complexity")} AS complexity, ${squaresOf("complexity")} AS "complexitySquares",
      ${sumOf("relevancy")} AS relevancy, ${squaresOf("relevancy")} AS "relevancySquares",
      ${sumOf("logicality")} AS logicality, ${squaresOf("logicality")} AS "logicalitySquares",
      ${sumOf("diversity")} AS diversity, ${squaresOf("diversity")} AS "diversitySquares"
    FROM scored o JOIN model e ON e.id = o.model_id WHERE o.nth = o.place GROUP BY o.id, o.model_id, e.name`,
);

/** What a judge's scores of a sample come to; `scored`: dialogues with all four, `missing`: those asked about without. */
export type ScoreSums = {
  id: string;
  modelId: string;
  judge: string;
  scored: number;
  missing: number;
  sums: Record<ScoredQuality, { sum: number; squares: number }>;
};

/**
 * Of each of several samples, given as last turns in the order in which dialogues were drawn, what each judge's scores come to:
 * up to the first dialogue that it was not asked about, since others that have scores were drawn for another sample.
 */
export async function sumScores(
  samples: ReadonlyMap<string, readonly string[]>,
  version: number,
): Promise<ScoreSums[]> {
  const drawn = [...samples].flatMap(([id, turnIds]) => turnIds.map((turnId, i) => ({ id, turnId, place: i + 1 })));
  if (drawn.length === 0) return [];
  const [ids, turnIds, places] = [
    drawn.map(({ id }) => id),
    drawn.map(({ turnId }) => turnId),
    drawn.map(({ place }) => place),
  ];
  const rows = await all(list(ids, turnIds, places, version), readingPool());
  return rows.map(({ id, modelId, judge, scored, missing, ...row }) => {
    const sums = scoredQualities.map((quality) => [quality, { sum: row[quality], squares: row[`${quality}Squares`] }]);
    return { id, modelId, judge, scored, missing, sums: Object.fromEntries(sums) as ScoreSums["sums"] };
  });
}
