import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { listScores, type ScoreRow } from "@/lib/data/statistics/dialogue-scores";
import {
  mostScored,
  type QualityScores,
  type ScoredQuality,
  scoredQualities,
} from "@/lib/domain/statistics/dialogue-scores";
import { qualityPromptVersion } from "@/lib/eval/judge/question-quality";
import { added, type MeanFigure, meanOfSums, noSums, sumsOf } from "@/lib/measures/figure-sums";
import type { ColumnScores } from "@/lib/measures/score-rows";
import { drawnPlaces } from "./drawn-places";

/** What each judge says of a snapshot; those that gave no scores at all are not in it. */
export async function scoresOf(snapshotId: string): Promise<ColumnScores[]> {
  const sample = await sampleOf(snapshotId);
  const judges = new Map(sample.rows.map(({ modelId, judge }) => [modelId, judge]));
  return [...judges].flatMap(([modelId, judge]) => {
    const rows = drawnBy(modelId, sample);
    const means = meansOf(rows);
    return means ? { modelId, judge, missing: rows.filter(({ scores }) => scores === null).length, means } : [];
  });
}

export type ScoredSample = { rows: ScoreRow[]; order: number[] };

export async function sampleOf(snapshotId: string): Promise<ScoredSample> {
  const [snapshot, rows] = await Promise.all([findSnapshot(snapshotId), listScores(snapshotId, qualityPromptVersion)]);
  return { rows, order: drawnPlaces(snapshot?.dialogues ?? 0, mostScored) };
}

/**
 * In the order of the draw, up to the first dialogue that the judge was not asked about: others that have scores were drawn
 * for another snapshot, and stand for that one.
 */
export function drawnBy(modelId: string, { rows, order }: ScoredSample): ScoreRow[] {
  const byPlace = new Map(rows.filter((row) => row.modelId === modelId).map((row) => [row.position, row]));
  const found: ScoreRow[] = [];
  for (const place of order) {
    const row = byPlace.get(place);
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
