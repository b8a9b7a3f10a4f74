import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import { newId } from "@/lib/base/ids";
import { findProject } from "@/lib/data/accounts";
import { insertAuditLine } from "@/lib/data/audit-lines";
import { findDestination, holdDestination } from "@/lib/data/destinations";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { requireProject } from "@/lib/data/project-at-work";
import { transaction } from "@/lib/data/sql";
import { findPublication, findPublicationUnderWay, insertPublication } from "@/lib/data/training/publications";
import { findTrainingJob } from "@/lib/data/training/training-jobs";
import { takes } from "@/lib/domain/destination-place";
import type { Publication } from "@/lib/domain/training-job/publication";
import type { Viewer } from "@/lib/domain/viewer";
import { authorizeTraining } from "../training/create-training";
import { previewPublication } from "./preview-publication";

type Asked = { trainingId: string; destinationId: string };

/** Asks for a model's files to be sent to a destination by the host that has them, and tells with the audit lines that it was asked. */
export async function createPublication(viewer: Viewer, { trainingId, destinationId }: Asked): Promise<Publication> {
  const training = must(await findTrainingJob(trainingId), "the training");
  await authorizeTraining(viewer, training.spec);
  const { obstacle, files } = await previewPublication(trainingId);
  if (obstacle !== null) throw new AppError("conflict", `${obstacle} Nothing was sent.`);
  const destination = await findDestination(destinationId);
  if (!destination) throw new AppError("not_found", "This destination was removed. Nothing was sent.");
  if (!takes(destination.address, "model"))
    throw new AppError("invalid", "That repository is one of data sets. Nothing was sent.", {
      fields: { destinationId: "A repository of models, or a bucket" },
    });
  const id = newId("publication");
  const project = must(await findProject(requireProject()), "the project");
  const counts = files === null ? undefined : { files: files.length };
  await transaction(async (tx) => {
    if (!(await holdDestination(tx, destinationId)))
      throw new AppError("not_found", "This destination was removed. Nothing was sent.");
    if (await findPublicationUnderWay(tx, trainingId, destinationId))
      throw new AppError("conflict", "It is being published there already. Nothing was begun a second time.");
    await insertAuditLine({ kind: "model_published", project, personId: viewer.id, counts }, tx);
    await insertPublication(tx, { id, trainingJobId: trainingId, destinationId, personId: viewer.id });
    const key = `publication:${id}`;
    const payload = { publicationId: id };
    await enqueueJob(tx, { kind: "publication", payload, subject: id, key, personId: viewer.id });
  });
  return must(await findPublication(id), "the publication");
}
