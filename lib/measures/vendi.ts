import { eigenvaluesOfSymmetric } from "./eigenvalues";

/** Products of dimensions, summed over unit vectors: all that the Vendi score needs of them, however many there are. */
export type VendiSum = { products: Float64Array; dimensions: number; vectors: number; skipped: number };

export function emptyVendiSum(dimensions: number): VendiSum {
  return { products: new Float64Array(dimensions * dimensions), dimensions, vectors: 0, skipped: 0 };
}

/** Adds vectors that stand one after the other. One without direction (all zero, or not finite) is skipped and counted. */
export function addToVendi(to: VendiSum, vectors: Float32Array | Float64Array): void {
  const { products, dimensions } = to;
  if (vectors.length % dimensions !== 0)
    throw new RangeError(`${vectors.length} numbers are no whole vectors of ${dimensions} dimensions`);
  const unit = new Float64Array(dimensions);
  for (let start = 0; start < vectors.length; start += dimensions) {
    let squares = 0;
    unit.set(vectors.subarray(start, start + dimensions));
    for (const one of unit) squares += one * one;
    if (!(squares > 0 && squares < Number.POSITIVE_INFINITY)) {
      to.skipped++;
      continue;
    }
    to.vectors++;
    const scale = 1 / squares;
    for (let i = 0; i < dimensions; i++) {
      const weight = scale * (unit[i] as number);
      const row = i * dimensions;
      for (let j = 0; j <= i; j++) (products[row + j] as number) += weight * (unit[j] as number);
    }
  }
}

/**
 * Vendi score (Friedman and Dieng 2023) under cosine similarity: the effective number of different texts, from 1 to
 * their number. exp(−Σ λ ln λ) over the eigenvalues of K/n, which are those of XᵀX/n beside zeros. Null without vectors.
 */
export function vendiScore({ products, dimensions, vectors }: VendiSum): number | null {
  if (vectors === 0) return null;
  const matrix = new Float64Array(dimensions * dimensions);
  for (let i = 0; i < dimensions; i++)
    for (let j = 0; j <= i; j++) {
      const mean = (products[i * dimensions + j] as number) / vectors;
      matrix[i * dimensions + j] = mean;
      matrix[j * dimensions + i] = mean;
    }
  let entropy = 0;
  for (const value of eigenvaluesOfSymmetric(matrix, dimensions)) if (value > 1e-12) entropy -= value * Math.log(value);
  return Math.exp(entropy);
}
