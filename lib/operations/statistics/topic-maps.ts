import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { OutgoingFile } from "@/lib/contract/endpoint";
import { enqueueJob } from "@/lib/data/jobs/enqueue";
import { findJob } from "@/lib/data/jobs/jobs";
import { transaction } from "@/lib/data/sql";
import {
  findMapPoints,
  findTopicMap,
  listMapDialogues,
  tellMapPoints,
  type WhichMap,
} from "@/lib/data/statistics/topic-maps";
import type { Job } from "@/lib/domain/job";
import { goneCode, packPoints } from "@/lib/domain/statistics/packed-map";
import type { MapChoice, MapPoint, TopicMap } from "@/lib/domain/statistics/topic-map";
import type { Viewer } from "@/lib/domain/viewer";
import { mapVersion } from "@/lib/measures/map/project";
import { authorizeSnapshots } from "../data-sets/authorize-snapshots";
import { openVectors } from "./vectors";

/** So many points are told in words; the others are counted. */
const toldAtOnce = 100;

const drawn = (snapshotId: string, choice: MapChoice): WhichMap => ({ snapshotId, version: mapVersion, ...choice });

export async function readTopicMap(snapshotId: string, choice: MapChoice): Promise<{ map: TopicMap | null }> {
  return { map: await findTopicMap(drawn(snapshotId, choice)) };
}

/** Asks for the job that draws a map; one that is under way is the same. */
export async function askForTopicMap(viewer: Viewer, snapshotId: string, choice: MapChoice): Promise<Job> {
  await authorizeSnapshots("keeper", viewer, [snapshotId]);
  // Told here rather than by a job that fails: an endpoint that has no vectors yet.
  await openVectors(choice.vectoriser);
  const order = {
    kind: "topic_map",
    payload: { snapshotId, ...choice },
    subject: snapshotId,
    personId: viewer.id,
    key: `map:${snapshotId}:${choice.subject}:${choice.vectoriser}`,
  } as const;
  const jobId = await transaction((tx) => enqueueJob(tx, order));
  return must(await findJob(jobId), "the job that was asked for");
}

/** The points of a map as one file of eight bytes each; verdicts and end reasons as they stand now. */
export async function takeMapPoints(snapshotId: string, choice: MapChoice): Promise<OutgoingFile> {
  const found = await findMapPoints(drawn(snapshotId, choice));
  if (!found) throw notDrawn();
  const packed = packPoints({
    places: inTwos(found.places),
    origins: inTwos(found.origins),
    verdicts: Uint8Array.from(found.verdicts, (letter) => (letter === "x" ? goneCode : "nar".indexOf(letter))),
    ends: Uint8Array.from(found.ends, (letter) => letter.charCodeAt(0) - 97),
  });
  async function* pieces() {
    yield packed;
  }
  return { fileName: "map.bin", mediaType: "application/octet-stream", pieces: pieces() };
}

function inTwos(bytes: Uint8Array): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true));
}

/** The dialogues of some points, and the first of the points in words. */
export async function readChosenPoints(
  snapshotId: string,
  { points, ...choice }: MapChoice & { points: number[] },
): Promise<{ dialogueIds: string[]; told: MapPoint[] }> {
  const which = drawn(snapshotId, choice);
  const dialogueIds = await listMapDialogues(which, points);
  return { dialogueIds, told: await tellMapPoints(which, points.slice(0, toldAtOnce)) };
}

export function notDrawn(): AppError {
  return new AppError("not_found", "This map was not drawn yet. Ask for it first.");
}
