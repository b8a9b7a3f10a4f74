import { seedFrom } from "@/lib/base/random";
import { listMapTexts, type MapText } from "@/lib/data/statistics/map-texts";
import type { MapSubject } from "@/lib/domain/statistics/topic-map";
import { type Axes, along } from "@/lib/measures/map/axes";
import type { Vectors } from "@/lib/measures/map/vectors";
import type { OpenVectors } from "./vectors";

/** Dialogues at a time: their vectors are made at once. */
const batch = 100;

/** Texts that have vectors, in the order of their sources. */
export type TakenTexts = {
  rows: Omit<MapText, "text">[];
  /** So many of them are of the first source. */
  own: number;
  skipped: number;
  /** Along the axes where these were given, else as they are. */
  flat: Vectors;
};

type Reading = {
  sources: readonly { snapshotId: string; dialogues: number; texts: number }[];
  subject: MapSubject;
  vectors: OpenVectors;
  /** How many of the texts are taken, by their ids and the salt. */
  share: number;
  salt: string;
  axes?: Axes;
  tools: { signal: AbortSignal; rest: (workedMs: number) => Promise<void> };
  tell?: (share: number) => Promise<void>;
};

/** The texts of a map with their vectors; of a text that stands in both sources only the first. */
export async function readMapTexts(reading: Reading): Promise<TakenTexts> {
  const { sources, vectors, share, salt, axes, tools, tell } = reading;
  const dimensions = axes?.count ?? vectors.dimensions;
  const pieces: Float32Array[] = [];
  const taken = { rows: [] as TakenTexts["rows"], own: 0, skipped: 0 };
  const seen = new Set<string>();
  const all = sources.reduce((sum, { dialogues }) => sum + dialogues, 0);
  let done = 0;
  for (const { snapshotId, dialogues } of sources) {
    for (let from = 1; from <= dialogues; from += batch) {
      tools.signal.throwIfAborted();
      const positions = Array.from({ length: Math.min(batch, dialogues + 1 - from) }, (_, i) => from + i);
      const texts = (await listMapTexts(snapshotId, reading.subject, positions)).filter(
        ({ turnId }) => isDrawn(salt, turnId, share) && !seen.has(turnId),
      );
      const began = performance.now();
      const found = await vectors.of(texts.map(({ text }) => text));
      const kept = [];
      for (const [i, { text: _, ...row }] of texts.entries()) {
        const vector = found[i];
        if (vector?.length !== vectors.dimensions) {
          taken.skipped += 1;
          continue;
        }
        seen.add(row.turnId);
        taken.rows.push(row);
        kept.push(vector);
      }
      const numbers = joined(kept);
      const whole = { numbers, count: kept.length, dimensions: vectors.dimensions };
      pieces.push(axes ? along(axes, whole).numbers : numbers);
      await tools.rest(performance.now() - began);
      done += positions.length;
      await tell?.(done / all);
    }
    if (snapshotId === sources[0]?.snapshotId) taken.own = taken.rows.length;
  }
  return { ...taken, flat: { numbers: joined(pieces), count: taken.rows.length, dimensions } };
}

function isDrawn(salt: string, id: string, share: number): boolean {
  return share >= 1 || seedFrom(`${salt} ${id}`) < share * 2 ** 32;
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
