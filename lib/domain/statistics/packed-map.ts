import type { EndReason, Verdict } from "../dialogue";

/** In the order of their codes, which begin with 1; 0 says that there is none. */
export const packedVerdicts = ["accepted", "rejected"] as const satisfies readonly Verdict[];
export const packedEnds = [
  "context_budget",
  "empty_turn",
  "round_cap",
  "end_phrase",
  "repetition",
  "person",
  "run_stopped",
  "budget",
] as const satisfies readonly EndReason[];

/** Code of a point whose dialogue is in the trash: it is not drawn. */
export const goneCode = 255;

/** The points of a map, each by its place in these lists. What is of the snapshot stands before what is of people. */
export type MapPoints = {
  count: number;
  /** x and y by turns, from 0 to `mapSide`. */
  places: Uint16Array;
  /** Of the map's list of runs and imports. */
  origins: Uint16Array;
  verdicts: Uint8Array;
  ends: Uint8Array;
};

export const mapSide = 65_535;

const bytesOfPoint = 8;

/** All lists one after the other, little-endian, as a page takes them. */
export function packPoints({ places, origins, verdicts, ends }: Omit<MapPoints, "count">): Uint8Array {
  const bytes = new Uint8Array(bytesOfPoint * ends.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const list of [places, origins])
    for (const value of list) {
      view.setUint16(at, value, true);
      at += 2;
    }
  bytes.set(verdicts, at);
  bytes.set(ends, at + verdicts.length);
  return bytes;
}

export function unpackPoints(buffer: ArrayBuffer): MapPoints {
  const count = Math.floor(buffer.byteLength / bytesOfPoint);
  const view = new DataView(buffer);
  const numbers = (from: number, length: number) =>
    Uint16Array.from({ length }, (_, i) => view.getUint16(from + 2 * i, true));
  return {
    count,
    places: numbers(0, 2 * count),
    origins: numbers(4 * count, count),
    verdicts: new Uint8Array(buffer, 6 * count, count),
    ends: new Uint8Array(buffer, 7 * count, count),
  };
}
