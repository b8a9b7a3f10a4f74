import { AppError } from "@/lib/base/app-error";
import { env } from "@/lib/base/env";
import { newId } from "@/lib/base/ids";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { transaction } from "@/lib/data/sql";
import * as data from "@/lib/data/training/training-places";
import { originOf } from "@/lib/domain/model";
import type { ChangedPlace, NewPlace, TrainingPlace } from "@/lib/domain/training-job/place";
import type { Viewer } from "@/lib/domain/viewer";
import { isMetadataHost, metadataWords } from "@/lib/outbound/metadata-address";
import { sealPlaceKey } from "./open-place-of";

/** The list of them is answered whole. */
const most = 50;

/** Adds a place to train; its key is sealed for it and the origin it was entered for. It is looked at once. */
export async function createTrainingPlace(viewer: Viewer, { key, ...given }: NewPlace): Promise<TrainingPlace> {
  refuseMetadata(given.baseUrl);
  if ((await data.listTrainingPlaces()).length >= most)
    throw new AppError("invalid", `A project has at most ${most} places. Remove one first; nothing was added.`);
  const id = newId("trainingPlace");
  const sealedKey = key ? sealPlaceKey(key, id, given.baseUrl) : null;
  await data.insertTrainingPlace(Object.assign(given, { id, sealedKey, personId: viewer.id }));
  return testTrainingPlace(viewer, id);
}

/** The stored key goes only to the origin it was entered for. What it can do is looked at anew. */
export async function updateTrainingPlace(
  viewer: Viewer,
  id: string,
  { key, ...given }: ChangedPlace,
): Promise<TrainingPlace> {
  refuseMetadata(given.baseUrl);
  const before = await found(id);
  const origin = originOf(given.baseUrl);
  if (key === undefined && before.hasKey && origin !== originOf(before.baseUrl))
    throw new AppError("invalid", `The stored key was entered for ${originOf(before.baseUrl)}. Nothing was changed.`, {
      fields: { key: `Enter the key for ${origin}, or remove it` },
    });
  const sealedKey = typeof key === "string" ? sealPlaceKey(key, id, given.baseUrl) : key;
  if (!(await data.updateTrainingPlace(Object.assign(given, { id }, sealedKey !== undefined && { sealedKey }))))
    throw gone();
  return testTrainingPlace(viewer, id);
}

/** Asks a worker to look what it is and can do. */
export async function testTrainingPlace(viewer: Viewer, id: string): Promise<TrainingPlace> {
  await found(id);
  const key = `place_test:${id}`;
  await transaction((tx) =>
    enqueueJob(tx, { kind: "place_test", payload: { placeId: id }, subject: id, key, personId: viewer.id }),
  );
  return found(id);
}

async function found(id: string): Promise<TrainingPlace> {
  const one = await data.findTrainingPlace(id);
  if (!one) throw gone();
  return one;
}

function gone(): AppError {
  return new AppError("not_found", "This place was removed. Nothing was done.");
}

function refuseMetadata(baseUrl: string): void {
  if (!isMetadataHost(new URL(baseUrl).hostname) || env().REALCHAT_ALLOW_LINK_LOCAL) return;
  throw new AppError("invalid", `Nothing was saved. ${metadataWords}`, { fields: { baseUrl: metadataWords } });
}
