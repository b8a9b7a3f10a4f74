import { must } from "@/lib/base/assert";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { findSnapshot } from "@/lib/data/snapshots/snapshots";
import { listOpeningsSince } from "@/lib/data/statistics/map-texts";
import { findGround } from "@/lib/data/statistics/topic-maps";
import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { MapChoice, MapNewcomer } from "@/lib/domain/statistics/topic-map";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { placeOthers } from "@/lib/measures/map/place";
import { mapVersion } from "@/lib/measures/map/project";
import { inSlices } from "../in-slices";
import { unpackAxes } from "./packed-axes";
import { notDrawn } from "./topic-maps";
import { openVectors } from "./vectors";

/** Each takes a few milliseconds on a large map. */
const most = 100;

/**
 * Dialogues that the data set of a snapshot holds since, each where its neighbours stand on the map, which is not drawn anew.
 * `others`: of the newest hundred, those that have no vector.
 */
export async function placeNewcomers(
  snapshotId: string,
  choice: MapChoice,
): Promise<{ newcomers: MapNewcomer[]; others: number }> {
  const ground = await findGround({ snapshotId, version: mapVersion, ...choice });
  if (!ground) throw notDrawn();
  const { dataSetId } = must(await findSnapshot(snapshotId), "the snapshot");
  const dataSet = must(await findDataSet(dataSetId), "its data set");
  const came = await listOpeningsSince(snapshotId, dialoguesOf(dataSet), most);
  const vectors = await openVectors(choice.vectoriser);
  const found = await vectors.of(came.map(({ text }) => text));
  const map = toMap(ground);
  const newcomers: MapNewcomer[] = [];
  function* placed(): Generator<void, void> {
    for (const [i, { dialogueId, text }] of came.entries()) {
      const numbers = found[i];
      if (numbers?.length !== map.axes.dimensions) continue;
      const [place] = placeOthers({ numbers, count: 1, dimensions: numbers.length }, map);
      if (place) newcomers.push({ dialogueId, text, ...place });
      yield;
    }
  }
  await inSlices(placed());
  return { newcomers, others: came.length - newcomers.length };
}

function toMap({ places, axes, flat }: { places: Uint8Array; axes: Uint8Array; flat: Uint8Array }) {
  const along = unpackAxes(axes);
  const view = new DataView(places.buffer, places.byteOffset, places.byteLength);
  return {
    axes: along,
    flat: {
      numbers: new Int8Array(flat.buffer, flat.byteOffset, flat.byteLength),
      count: along.count === 0 ? 0 : flat.byteLength / along.count,
      dimensions: along.count,
    },
    places: Float32Array.from({ length: places.byteLength / 2 }, (_, i) => view.getUint16(2 * i, true) / mapSide),
  };
}
