import { listScores, type ScoreRow } from "@/lib/data/statistics/dialogue-scores";
import { listJudgedAmong, type ScoreSums, sumScores } from "@/lib/data/statistics/score-sums";
import {
  mostScored,
  type QualityScores,
  type ScoredQuality,
  scoredQualities,
} from "@/lib/domain/statistics/dialogue-scores";
import type { Measured } from "@/lib/domain/statistics/measured";
import { qualityPromptVersion } from "@/lib/eval/judge/question-quality";
import { added, type MeanFigure, meanOfSums, noSums, sumsOf } from "@/lib/measures/figure-sums";
import type { ColumnScores } from "@/lib/measures/score-rows";
import { drawnTurns, turnsOfSnapshots } from "./drawn-turns";

type Compared = { snapshots: readonly { id: string; dialogues: number }[]; dataSetIds: readonly string[] };

/** What each judge says of snapshots and data sets, by their ids, in one statement; a judge without any scores of one is not in it. */
export async function scoresBeside({ snapshots, dataSetIds }: Compared): Promise<Map<string, ColumnScores[]>> {
  const asked = { snapshotIds: snapshots.map(({ id }) => id), dataSetIds };
  const judged = await listJudgedAmong(asked, qualityPromptVersion);
  const samples = await turnsOfSnapshots(
    snapshots.filter(({ id }) => judged.has(id)),
    mostScored,
  );
  for (const id of dataSetIds)
    if (judged.has(id)) samples.set(id, await drawnTurns({ kind: "data_set", id }, mostScored));
  const columns = new Map<string, ColumnScores[]>();
  for (const sums of await sumScores(samples, qualityPromptVersion)) {
    if (sums.scored === 0) continue;
    const { modelId, judge, missing } = sums;
    const column = { modelId, judge, missing, means: meansOfSums(sums) };
    columns.set(sums.id, [...(columns.get(sums.id) ?? []), column]);
  }
  return columns;
}

function meansOfSums({ scored, sums }: ScoreSums): ScoredMeans {
  const means = scoredQualities.map((quality) => {
    const { sum, squares } = sums[quality];
    // Each dialogue gives one value.
    const one = { dialogues: scored, values: scored, skipped: 0, sum, squares, sumSquares: squares };
    return [quality, meanOfSums({ ...one, cross: sum, countSquares: scored })];
  });
  return Object.fromEntries(means) as ScoredMeans;
}

export type ScoredSample = { rows: ScoreRow[]; order: string[] };

export async function sampleOf(of: Measured): Promise<ScoredSample> {
  const order = await drawnTurns(of, mostScored);
  return { rows: await listScores(order, qualityPromptVersion), order };
}

/**
 * In the order of the draw, up to the first dialogue that the judge was not asked about: others that have scores were drawn
 * for another sample, and stand for that one.
 */
export function drawnBy(modelId: string, { rows, order }: ScoredSample): ScoreRow[] {
  const byTurn = new Map(rows.filter((row) => row.modelId === modelId).map((row) => [row.turnId, row]));
  const found: ScoreRow[] = [];
  for (const turnId of order) {
    const row = byTurn.get(turnId);
    if (!row) break;
    found.push(row);
  }
  return found;
}

export type ScoredMeans = Record<ScoredQuality, MeanFigure>;

export function meansOf(rows: readonly ScoreRow[]): ScoredMeans | null {
  const scores = rows.flatMap((row) => row.scores ?? []);
  if (scores.length === 0) return null;
  const mean = (quality: ScoredQuality) =>
    meanOfSums(
      scores.map((one: QualityScores) => sumsOf([one[quality]])).reduce((sum, one) => added(sum, one), noSums),
    );
  return Object.fromEntries(scoredQualities.map((quality) => [quality, mean(quality)])) as ScoredMeans;
}
