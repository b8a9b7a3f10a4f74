import { listPastTrainings } from "@/lib/data/training/training-jobs";
import { findTrainingPlace } from "@/lib/data/training/training-places";
import { foresee, type TrainingPreview } from "@/lib/domain/training-job/preview";
import { recipeOf, type TrainingSpec } from "@/lib/domain/training-job/spec";
import type { Viewer } from "@/lib/domain/viewer";
import { previewRecipe } from "../exporting/preview-recipe";
import { authorizeTraining } from "./create-training";
import { planTraining } from "./plan-training";
import { translatedAt } from "./told-of-place";
import { limitsNow } from "./training-limits";

/** As much of the file as is read while somebody waits: most data sets to their end. */
const look = { dialogues: 2_000, ms: 2_500 };

/**
 * What a training would be: the dialogues that it takes, what its trainer will do with the rows of that very file at that very
 * length, what its way cannot do, and what the last ones like it took. Stores nothing.
 */
export async function previewTraining(viewer: Viewer, spec: TrainingSpec): Promise<TrainingPreview> {
  await authorizeTraining(viewer, spec);
  const { way, hyper } = spec;
  const [plan, past] = [await planTraining(spec), await listPastTrainings(spec)];
  const limits = await limitsNow(spec, plan);
  const found = await previewRecipe(viewer, recipeOf(spec), { look, maxLength: hyper.maxLength });
  const parts = plan.map(({ part, dialogues }) => ({ part, dialogues }));
  const taught = parts.find(({ part }) => part === "train")?.dialogues ?? 0;
  const isEmbedded = way === "embedded";
  const epochs = isEmbedded ? 1 : hyper.epochs;
  const known = past.map(({ outcome, dialogues, ...one }) => {
    const { seconds, cost } = outcome;
    return { dialogues, epochs: isEmbedded ? 1 : one.spec.hyper.epochs, seconds, cost };
  });
  if (found.looked.trainedTurns === 0 && found.looked.rows > 0)
    limits.push({ words: "No turn of this side is trained on: all of them are masked.", isRefused: true });
  return {
    parts,
    looked: found.looked,
    audit: isEmbedded ? null : found.audit,
    notes: isEmbedded ? [] : found.notes,
    rows: found.rows,
    limits,
    translated: [...translatedAt(spec, spec.placeId === null ? null : await findTrainingPlace(spec.placeId))],
    steps: isEmbedded ? null : stepsOf(spec, (found.looked.rows / Math.max(1, found.looked.dialogues)) * taught),
    foreseen: foresee(taught, epochs, known),
  };
}

/** So many changes of the weights, on one device. */
function stepsOf({ hyper, devices }: TrainingSpec, rows: number): number {
  const { epochs, batch, accumulation, maxSteps } = hyper;
  const each = Math.max(1, Math.ceil(rows / (batch * accumulation * (devices ?? 1))));
  return Math.min(maxSteps ?? Number.POSITIVE_INFINITY, Math.ceil(each * epochs));
}
