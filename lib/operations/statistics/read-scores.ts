import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { listScores, type ScoreRow } from "@/lib/data/statistics/dialogue-scores";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import {
  type Judged,
  mostScored,
  type QualityScores,
  type ScoredQuality,
  type ScoredSide,
  scoredQualities,
} from "@/lib/domain/statistics/dialogue-scores";
import { qualityPromptVersion } from "@/lib/eval/judge/question-quality";
import { added, distanceFromPeople, type MeanFigure, meanOfSums, noSums, sumsOf } from "@/lib/measures/figure-sums";
import type { ColumnScores } from "@/lib/measures/score-rows";
import { drawnPlaces } from "./drawn-places";
import { reasonsOf } from "./missing-scores";

/** What each judge says of a snapshot, beside the people that are named, or else those of the project. */
export async function readScores(snapshotId: string, named?: string): Promise<{ judged: Judged[] }> {
  const peopleId = named ?? (await findHumanReference())?.snapshotId;
  const own = await sampleOf(snapshotId);
  const people = peopleId === undefined || peopleId === snapshotId ? null : await sampleOf(peopleId);
  const modelIds = [...new Set([...own.rows, ...(people?.rows ?? [])].map(({ modelId }) => modelId))].sort();
  return { judged: modelIds.map((modelId) => judgedBy(modelId, own, people)) };
}

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

type Sample = { rows: ScoreRow[]; order: number[] };

async function sampleOf(snapshotId: string): Promise<Sample> {
  const [snapshot, rows] = await Promise.all([findSnapshot(snapshotId), listScores(snapshotId, qualityPromptVersion)]);
  return { rows, order: drawnPlaces(snapshot?.dialogues ?? 0, mostScored) };
}

function judgedBy(modelId: string, own: Sample, people: Sample | null): Judged {
  const [ours, theirs] = [drawnBy(modelId, own), people && drawnBy(modelId, people)];
  const [means, theirMeans] = [meansOf(ours), theirs && meansOf(theirs)];
  const all = [...ours, ...(theirs ?? [])];
  const rows = [...own.rows, ...(people?.rows ?? [])].filter((row) => row.modelId === modelId);
  return {
    modelId,
    judge: rows[0]?.judge ?? "",
    own: sideOf(ours, means),
    people: theirs && sideOf(theirs, theirMeans),
    differences: means && theirMeans && differencesOf(means, theirMeans),
    reasons: reasonsOf(all),
    cost: rows.reduce((sum, { cost }) => sum + cost, 0),
  };
}

/**
 * In the order of the draw, up to the first dialogue that the judge was not asked about: others that have scores were drawn
 * for another snapshot, and stand for that one.
 */
function drawnBy(modelId: string, { rows, order }: Sample): ScoreRow[] {
  const byPlace = new Map(rows.filter((row) => row.modelId === modelId).map((row) => [row.position, row]));
  const found: ScoreRow[] = [];
  for (const place of order) {
    const row = byPlace.get(place);
    if (!row) break;
    found.push(row);
  }
  return found;
}

type Means = Record<ScoredQuality, MeanFigure>;

function meansOf(rows: readonly ScoreRow[]): Means | null {
  const scores = rows.flatMap((row) => row.scores ?? []);
  if (scores.length === 0) return null;
  const mean = (quality: ScoredQuality) =>
    meanOfSums(
      scores.map((one: QualityScores) => sumsOf([one[quality]])).reduce((sum, one) => added(sum, one), noSums),
    );
  return Object.fromEntries(scoredQualities.map((quality) => [quality, mean(quality)])) as Means;
}

function sideOf(rows: readonly ScoreRow[], means: Means | null): ScoredSide {
  const missing = rows.filter(({ scores }) => scores === null).length;
  return { asked: rows.length, missing, means: means && toldMeans(means) };
}

function toldMeans(means: Means): NonNullable<ScoredSide["means"]> {
  const told = scoredQualities.map((quality) => {
    const { mean, interval, deviation } = means[quality];
    return [quality, { mean, interval, deviation }];
  });
  return Object.fromEntries(told) as NonNullable<ScoredSide["means"]>;
}

function differencesOf(ours: Means, theirs: Means): Judged["differences"] {
  return Object.fromEntries(
    scoredQualities.map((quality) => {
      const distance = distanceFromPeople(ours[quality], theirs[quality]);
      return [quality, { difference: distance?.difference ?? 0, interval: distance?.interval ?? null }];
    }),
  ) as Judged["differences"];
}
