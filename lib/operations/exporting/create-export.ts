import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findDestination, holdDestination } from "@/lib/data/destinations";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findPush, findPushUnderWay, insertPush } from "@/lib/data/pushes";
import { transaction } from "@/lib/data/sql";
import { isOffered } from "@/lib/data/tokenizers";
import { findTrainingExport, insertTrainingExport, noteDownload } from "@/lib/data/training-exports";
import { takes } from "@/lib/domain/destination-place";
import type { Push } from "@/lib/domain/training/push";
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

type Asked = { exportId: string; destinationId: string };

/** Asks for an export's files to be sent to a destination, and writes down that somebody did. */
export async function createPush(viewer: Viewer, { exportId, destinationId }: Asked): Promise<Push> {
  const { files, archiveName } = must(await findTrainingExport(exportId), "the export");
  if (!files) throw new AppError("conflict", "This export is still being made. Wait until it is ready, then push it.");
  const destination = await findDestination(destinationId);
  if (destination && !takes(destination.address, "dataset"))
    throw new AppError("invalid", "That repository is one of models. Nothing was pushed.", {
      fields: { destinationId: "A repository of data sets, or a bucket" },
    });
  const id = newId("push");
  await transaction(async (tx) => {
    if (!(await holdDestination(tx, destinationId)))
      throw new AppError("not_found", "This destination was removed. Nothing was pushed.");
    if (await findPushUnderWay(tx, exportId, destinationId))
      throw new AppError("conflict", "It is being pushed there already. Nothing was begun a second time.");
    await insertPush(tx, { id, exportId, destinationId, personId: viewer.id });
    const taken = { id: newId("exportDownload"), exportId, fileName: archiveName, fromByte: 0, personId: viewer.id };
    await noteDownload({ ...taken, pushId: id }, tx);
    const key = `push:${id}`;
    await enqueueJob(tx, { kind: "push", payload: { pushId: id }, subject: id, key, personId: viewer.id });
  });
  return must(await findPush(id), "the push");
}
