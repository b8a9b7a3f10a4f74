import type { ScoreRow } from "@/lib/data/statistics/dialogue-scores";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import { type Judged, type ScoredSide, scoredQualities } from "@/lib/domain/statistics/dialogue-scores";
import type { Measured } from "@/lib/domain/statistics/measured";
import { distanceFromPeople } from "@/lib/measures/figure-sums";
import { drawnBy, meansOf, type ScoredMeans, type ScoredSample, sampleOf } from "./drawn-scores";
import { reasonsOf } from "./missing-scores";

/** What each judge says of a snapshot, or a data set as it stands, beside the people that are named, or else those of the project. */
export async function readScores(of: Measured, named?: string): Promise<{ judged: Judged[] }> {
  const peopleId = named ?? (await findHumanReference())?.snapshotId;
  const own = await sampleOf(of);
  const people =
    peopleId === undefined || peopleId === of.id ? null : await sampleOf({ kind: "snapshot", id: peopleId });
  const modelIds = [...new Set([...own.rows, ...(people?.rows ?? [])].map(({ modelId }) => modelId))].sort();
  return { judged: modelIds.map((modelId) => judgedBy(modelId, own, people)) };
}

function judgedBy(modelId: string, own: ScoredSample, people: ScoredSample | null): Judged {
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

function sideOf(rows: readonly ScoreRow[], means: ScoredMeans | null): ScoredSide {
  const missing = rows.filter(({ scores }) => scores === null).length;
  return { asked: rows.length, missing, means: means && toldMeans(means) };
}

function toldMeans(means: ScoredMeans): NonNullable<ScoredSide["means"]> {
  const told = scoredQualities.map((quality) => {
    const { mean, interval, deviation } = means[quality];
    return [quality, { mean, interval, deviation }];
  });
  return Object.fromEntries(told) as NonNullable<ScoredSide["means"]>;
}

function differencesOf(ours: ScoredMeans, theirs: ScoredMeans): Judged["differences"] {
  return Object.fromEntries(
    scoredQualities.map((quality) => {
      const distance = distanceFromPeople(ours[quality], theirs[quality]);
      return [quality, { difference: distance?.difference ?? 0, interval: distance?.interval ?? null }];
    }),
  ) as Judged["differences"];
}
