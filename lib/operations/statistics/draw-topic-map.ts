import type { Queryable } from "@/lib/data/sql";
import { findHumanReference } from "@/lib/data/statistics/human-reference";
import { countMapTexts } from "@/lib/data/statistics/map-texts";
import { type DrawnMap, writeTopicMap } from "@/lib/data/statistics/topic-maps";
import { mapSide } from "@/lib/domain/statistics/packed-map";
import type { MapChoice } from "@/lib/domain/statistics/topic-map";
import { type Axes, axesSample } from "@/lib/measures/map/axes";
import type { Places } from "@/lib/measures/map/layout";
import { inBytes } from "@/lib/measures/map/place";
import { mapVersion } from "@/lib/measures/map/project";
import type { Vectors } from "@/lib/measures/map/vectors";
import { packAxes } from "./packed-axes";
import { readMapTexts, type TakenTexts } from "./read-map-texts";
import { openVectors } from "./vectors";

/** As many points as a map holds; of more texts, so many are drawn by their ids. */
const mostPoints = 60_000;
const seed = 1;

/** The heavy arithmetic, done where it holds up nobody. */
export type MapThread = {
  axesOf: (sample: Vectors) => Promise<Axes>;
  project: (flat: Vectors, seed: number, tell: (share: number) => void) => Promise<Places>;
};

export type MapTools = MapThread & {
  signal: AbortSignal;
  report: (progress: { done: number; total: number }) => Promise<void>;
  rest: (workedMs: number) => Promise<void>;
  whileHeld: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
};

type Asked = MapChoice & { snapshotId: string };

/** Draws the map of a snapshot, beside the people that figures are held against, and writes it whole at its end. */
export async function drawTopicMap(asked: Asked, tools: MapTools): Promise<{ points: number }> {
  const { snapshotId, subject, vectoriser } = asked;
  const began = performance.now();
  const reference = await findHumanReference();
  const peopleId = reference === null || reference.snapshotId === snapshotId ? null : reference.snapshotId;
  const vectors = await openVectors(vectoriser);
  const sources = [];
  for (const id of peopleId === null ? [snapshotId] : [snapshotId, peopleId])
    sources.push({ snapshotId: id, ...(await countMapTexts(id, subject)) });
  const texts = sources.reduce((sum, source) => sum + source.texts, 0);
  const total = Math.min(texts, mostPoints);
  const tell = (share: number) => tools.report({ done: Math.round(share * total), total });
  await tell(0);

  const reading = { sources, subject, vectors, tools };
  const sample = await readMapTexts({ ...reading, share: Math.min(1, axesSample / Math.max(1, texts)), salt: "axes" });
  const axes = await tools.axesOf(sample.flat);
  const taken = await readMapTexts({
    ...reading,
    share: total / Math.max(1, texts),
    salt: "map",
    axes,
    tell: (share) => tell(0.3 * share),
  });
  const places = await tools.project(taken.flat, seed, (share) => void tell(0.3 + 0.7 * share));
  tools.signal.throwIfAborted();
  const map = toMap(taken, places, axes);
  const facts = { peopleId, texts, vectors: vectors.name, tookMs: Math.round(performance.now() - began) };
  await tools.whileHeld((tx) =>
    writeTopicMap(tx, { snapshotId, subject, vectoriser, version: mapVersion }, { ...map, ...facts }),
  );
  return { points: map.dialogueIds.length };
}

function toMap(
  { rows, own, skipped, flat }: TakenTexts,
  places: Places,
  axes: Axes,
): Omit<DrawnMap, "peopleId" | "texts" | "vectors" | "tookMs"> {
  const originIds = [...new Set(rows.map(({ originId }) => originId))];
  const numberOf = new Map(originIds.map((id, i) => [id, i]));
  return {
    own,
    skipped,
    dialogueIds: rows.map(({ dialogueId }) => dialogueId),
    turnIds: rows.map(({ turnId }) => turnId),
    originIds,
    origins: inTwoBytes(rows.map(({ originId }) => numberOf.get(originId) ?? 0)),
    places: inTwoBytes(Array.from(places, (one) => Math.round(mapSide * one))),
    axes: packAxes(axes),
    flat: Buffer.from(inBytes(flat).numbers.buffer),
  };
}

function inTwoBytes(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * numbers.length);
  for (const [i, one] of numbers.entries()) bytes.writeUInt16LE(one, 2 * i);
  return bytes;
}
