import type { Axes } from "@/lib/measures/map/axes";

/** The number of axes and their dimensions, the mean, then axis by axis; each number in four bytes, little-endian. */
export function packAxes({ mean, axes, dimensions, count }: Axes): Buffer {
  const bytes = Buffer.alloc(8 + 4 * (mean.length + axes.length));
  bytes.writeUInt32LE(count, 0);
  bytes.writeUInt32LE(dimensions, 4);
  for (const [i, one] of [...mean, ...axes].entries()) bytes.writeFloatLE(one, 8 + 4 * i);
  return bytes;
}

export function unpackAxes(given: Uint8Array): Axes {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const [count, dimensions] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4)];
  const numbers = (from: number, length: number) =>
    Float32Array.from({ length }, (_, i) => bytes.readFloatLE(8 + 4 * (from + i)));
  return { count, dimensions, mean: numbers(0, dimensions), axes: numbers(dimensions, count * dimensions) };
}
