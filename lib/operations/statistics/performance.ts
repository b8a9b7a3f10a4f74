import { transaction } from "@/lib/data/sql";
import {
  clearTrainedOn,
  listScoredCandidates,
  listTrainedModels,
  setTrainedOn,
} from "@/lib/data/statistics/trained-models";
import { seesResults } from "@/lib/domain/judging/evaluation";
import { keyOfFigures } from "@/lib/domain/judging/figures-order";
import type { Performance } from "@/lib/domain/statistics/performance";
import { authorize, type Viewer } from "@/lib/domain/viewer";
import { measuresAgainst, scalesOf } from "@/lib/measures/against-scores";
import { figuresVersion } from "@/lib/measures/dialogue-figures";
import { askForResults } from "../judging/read-figures";

/** As an evaluation's own page asks first: what was computed for that is here at once. */
const order = { figures: "results", source: "auto" } as const;

/** What models were trained on, how they were scored since, and how the one goes with the other. */
export async function readPerformance(viewer: Viewer, wanted: string): Promise<Performance> {
  const listed = await listTrainedModels(figuresVersion);
  const modelIds = listed.map(({ trained }) => trained.modelId);
  const candidates = await listScoredCandidates(modelIds, keyOfFigures(order));
  const seen = candidates.filter((one) => seesResults(one, viewer));
  const stale = new Map(
    seen.flatMap((one) => (one.votesVersion === one.version ? [] : [[one.evaluationId, one.tookMs]])),
  );
  for (const [evaluationId, tookMs] of stale) await askForResults(viewer, evaluationId, order, tookMs);
  const scales = scalesOf(seen);
  const chosen = scales.find(({ key }) => key === wanted) ?? scales[0];
  const evaluations = new Set(candidates.map(({ evaluationId }) => evaluationId));
  return {
    trained: listed.map(({ trained }) => trained),
    scores: scales.map(({ values, ...score }) => Object.assign(score, { models: values.length })),
    chosen: chosen
      ? { key: chosen.key, values: chosen.values, measures: measuresAgainst(chosen.values, listed) }
      : null,
    pending: stale.size,
    hidden: evaluations.size - new Set(seen.map(({ evaluationId }) => evaluationId)).size,
  };
}

type TrainedOn = { snapshotId: string; dialogues: number | null };

/** Says what a model was trained on. */
export async function recordTrainedOn(viewer: Viewer, modelId: string, given: TrainedOn): Promise<void> {
  authorize(viewer, "model.manage");
  await transaction((tx) => setTrainedOn(tx, { modelId, ...given, personId: viewer.id }));
}

export async function forgetTrainedOn(viewer: Viewer, modelId: string): Promise<void> {
  authorize(viewer, "model.manage");
  await transaction((tx) => clearTrainedOn(tx, modelId));
}
