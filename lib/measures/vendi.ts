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

/**
 * The eigenvalues of a symmetric matrix, given row by row, in no order: Householder's reduction to three diagonals, then
 * QL steps with implicit shifts (Golub and Van Loan, 8.3). Time grows with n³; the matrix is overwritten.
 */
export function eigenvaluesOfSymmetric(matrix: Float64Array, n: number): Float64Array {
  const { diagonal, beside } = tridiagonalise(matrix, n);
  // What lies so far below the largest is rounding: of few vectors in many dimensions nearly all eigenvalues are zero.
  let largest = 0;
  for (let i = 0; i < n; i++)
    largest = Math.max(largest, Math.abs(diagonal[i] as number), Math.abs(beside[i] as number));
  for (let low = 0; low < n; low++) {
    for (let step = 0; ; step++) {
      const high = firstSmall(diagonal, beside, low, largest);
      if (high === low) break;
      if (step === 60) throw new Error("An eigenvalue was not found within 60 steps");
      chase(diagonal, beside, low, high);
    }
  }
  return diagonal;
}

function tridiagonalise(a: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array } {
  const beside = new Float64Array(n);
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    let norm = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = a[i * n + k] as number;
      norm += (v[i] as number) ** 2;
    }
    norm = Math.sqrt(norm);
    const head = v[k + 1] as number;
    const alpha = head > 0 ? -norm : norm;
    beside[k] = alpha;
    const half = norm * norm - head * alpha;
    if (half === 0) continue;
    v[k + 1] = head - alpha;
    let vp = 0;
    for (let i = k + 1; i < n; i++) {
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += (a[i * n + j] as number) * (v[j] as number);
      p[i] = sum / half;
      vp += sum * (v[i] as number);
    }
    const share = vp / half / half / 2;
    for (let i = k + 1; i < n; i++) p[i] = (p[i] as number) - share * (v[i] as number);
    for (let i = k + 1; i < n; i++)
      for (let j = k + 1; j < n; j++)
        a[i * n + j] =
          (a[i * n + j] as number) - (v[i] as number) * (p[j] as number) - (p[i] as number) * (v[j] as number);
  }
  if (n > 1) beside[n - 2] = a[(n - 1) * n + n - 2] as number;
  return { diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i] as number), beside };
}

/** Where the block that begins at `low` ends: the first number beside the diagonal that is nothing beside its neighbours, or beside the largest. */
function firstSmall(diagonal: Float64Array, beside: Float64Array, low: number, largest: number): number {
  let high = low;
  for (; high < diagonal.length - 1; high++) {
    const size = Math.max(largest, Math.abs(diagonal[high] as number) + Math.abs(diagonal[high + 1] as number));
    if (Math.abs(beside[high] as number) <= Number.EPSILON * size) break;
  }
  return high;
}

/** One QL step with Wilkinson's shift on the block from `low` to `high`. */
function chase(d: Float64Array, e: Float64Array, low: number, high: number): void {
  const at = (array: Float64Array, i: number) => array[i] as number;
  const ratio = (at(d, low + 1) - at(d, low)) / (2 * at(e, low));
  const root = Math.hypot(ratio, 1);
  let g = at(d, high) - at(d, low) + at(e, low) / (ratio + (ratio < 0 ? -root : root));
  let [sine, cosine, p] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = sine * at(e, i);
    const b = cosine * at(e, i);
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] = at(d, i + 1) - p;
      e[high] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = at(d, i + 1) - p;
    const t = (at(d, i) - g) * sine + 2 * cosine * b;
    p = sine * t;
    d[i + 1] = g + p;
    g = cosine * t - b;
  }
  d[low] = at(d, low) - p;
  e[low] = g;
  e[high] = 0;
}
