import { seededRandom } from "@/lib/base/random";
import { normalise, type Vectors } from "./vectors";

/** As many vectors are enough to find a few dozen axes from. */
export const axesSample = 3_000;
const iterations = 12;

/** Where most of the variance lies: the mean, and axes of length one, each at right angles to the others, the longest first. */
export type Axes = { mean: Float32Array; axes: Float32Array; dimensions: number; count: number };

/**
 * The first principal axes, by orthogonal iteration (Golub and Van Loan 2013, 8.2.4) over an even sample. `count` is made a
 * multiple of four; vectors of so few dimensions keep them all.
 */
export function principalAxes(vectors: Vectors, wanted: number, seed: number): Axes {
  const { dimensions } = vectors;
  const count = 4 * Math.ceil(Math.min(wanted, dimensions) / 4);
  const sample = centredSample(vectors);
  const random = seededRandom(seed);
  const axes = Float64Array.from({ length: count * dimensions }, () => random() - 0.5);
  orthonormalise(axes, count, dimensions);
  const rows = sample.numbers.length / dimensions;
  for (let round = 0; round < iterations; round++) {
    const next = new Float64Array(axes.length);
    for (let row = 0; row < rows; row++) addAlong(next, axes, sample.numbers, row * dimensions, dimensions);
    axes.set(next);
    orthonormalise(axes, count, dimensions);
  }
  return { mean: sample.mean, axes: Float32Array.from(axes), dimensions, count };
}

/** Vectors along the axes, of length one; one without direction is zero. */
export function along({ mean, axes, dimensions, count }: Axes, vectors: Vectors): Vectors {
  const numbers = new Float32Array(vectors.count * count);
  const centred = new Float64Array(dimensions);
  for (let row = 0; row < vectors.count; row++) {
    const start = row * dimensions;
    let isZero = true;
    for (let i = 0; i < dimensions; i++) {
      const value = vectors.numbers[start + i] as number;
      if (value !== 0) isZero = false;
      centred[i] = value - (mean[i] as number);
    }
    if (isZero) continue;
    for (let axis = 0; axis < count; axis++) {
      let sum = 0;
      for (let i = 0; i < dimensions; i++) sum += (centred[i] as number) * (axes[axis * dimensions + i] as number);
      numbers[row * count + axis] = sum;
    }
  }
  const flat = { numbers, count: vectors.count, dimensions: count };
  normalise(flat);
  return flat;
}

function centredSample({ numbers, count, dimensions }: Vectors): { numbers: Float32Array; mean: Float32Array } {
  const step = Math.max(1, count / axesSample);
  const rows = Math.floor(count / step);
  const chosen = new Float32Array(rows * dimensions);
  const mean = new Float32Array(dimensions);
  for (let row = 0; row < rows; row++) {
    const from = Math.floor(row * step) * dimensions;
    for (let i = 0; i < dimensions; i++) {
      const value = numbers[from + i] as number;
      chosen[row * dimensions + i] = value;
      (mean[i] as number) += value / rows;
    }
  }
  for (let i = 0; i < chosen.length; i++) (chosen[i] as number) -= mean[i % dimensions] as number;
  return { numbers: chosen, mean };
}

/** Adds x·(x·axis) to each of the axes to come. */
function addAlong(to: Float64Array, axes: Float64Array, sample: Float32Array, start: number, dimensions: number): void {
  for (let axis = 0; axis < axes.length; axis += dimensions) {
    let share = 0;
    for (let i = 0; i < dimensions; i++) share += (sample[start + i] as number) * (axes[axis + i] as number);
    for (let i = 0; i < dimensions; i++) (to[axis + i] as number) += share * (sample[start + i] as number);
  }
}

/** Gram and Schmidt, twice for what rounding leaves; an axis along which nothing lies becomes zero. */
function orthonormalise(axes: Float64Array, count: number, dimensions: number): void {
  for (let one = 0; one < count; one++) {
    const start = one * dimensions;
    const before = lengthOf(axes, start, dimensions);
    for (let pass = 0; pass < 2; pass++)
      for (let other = 0; other < start; other += dimensions) {
        let share = 0;
        for (let i = 0; i < dimensions; i++) share += (axes[start + i] as number) * (axes[other + i] as number);
        for (let i = 0; i < dimensions; i++) (axes[start + i] as number) -= share * (axes[other + i] as number);
      }
    const length = lengthOf(axes, start, dimensions);
    const scale = length > 1e-9 * before && length > 1e-30 ? 1 / length : 0;
    for (let i = start; i < start + dimensions; i++) axes[i] = scale === 0 ? 0 : (axes[i] as number) * scale;
  }
}

function lengthOf(axes: Float64Array, start: number, dimensions: number): number {
  let squares = 0;
  for (let i = start; i < start + dimensions; i++) squares += (axes[i] as number) ** 2;
  return Math.sqrt(squares);
}
