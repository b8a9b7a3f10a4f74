import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { transaction } from "@/lib/data/sql";
import { isOffered } from "@/lib/data/tokenizers";
import { findTrainingExport, insertTrainingExport } from "@/lib/data/training-exports";
import type { Recipe } from "@/lib/domain/training/recipe";
import type { TrainingExport } from "@/lib/domain/training/training-export";
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeExport } from "./authorize-export";
import { chosenFormat } from "./dialect-of";

/** Writes a recipe down and asks for the job that makes its files once. Throws `invalid` where no file follows from it. */
export async function createExport(viewer: Viewer, recipe: Recipe): Promise<TrainingExport> {
  await authorizeExport(viewer, recipe);
  chosenFormat(recipe);
  if (recipe.tokenizerId !== null && !(await isOffered(recipe.tokenizerId)))
    throw new AppError("invalid", "This tokenizer was removed. Choose another one; nothing was made.", {
      fields: { tokenizerId: "It was removed" },
    });
  const id = newId("trainingExport");
  await transaction(async (tx) => {
    await insertTrainingExport(tx, { id, recipe, personId: viewer.id });
    await enqueueJob(tx, {
      kind: "training_export",
      payload: { exportId: id },
      subject: id,
      key: `training_export:${id}`,
      personId: viewer.id,
    });
  });
  const { audit: _, ...made } = must(await findTrainingExport(id), "the export");
  return made;
}
