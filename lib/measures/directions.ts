import { narrow } from "./narrow";

/** A direction in the space of the clusters: what all turns have in common is taken away. Zero where nothing else is there. */
export function directionOf(vector: Float32Array, mean: Float32Array): Float32Array {
  const direction = Float32Array.from(narrow(vector));
  scale(direction);
  for (let i = 0; i < direction.length; i++) (direction[i] as number) -= mean[i] as number;
  scale(direction);
  return direction;
}

/** The mean of unit vectors. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(narrow(vectors[0] ?? new Float32Array()).length);
  for (const vector of vectors) {
    const unit = Float32Array.from(narrow(vector));
    scale(unit);
    for (let i = 0; i < mean.length; i++) (mean[i] as number) += (unit[i] as number) / vectors.length;
  }
  return mean;
}

function scale(vector: Float32Array): void {
  let squares = 0;
  for (const one of vector) squares += one * one;
  if (squares < 1e-12) vector.fill(0);
  else for (let i = 0; i < vector.length; i++) (vector[i] as number) /= Math.sqrt(squares);
}
